import { listAccuracy } from '#src/features/forecasting/queries/list-accuracy.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: route(listAccuracy) })
