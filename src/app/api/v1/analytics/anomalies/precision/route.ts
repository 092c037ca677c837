import { getPrecision } from '#src/features/forecasting/queries/get-precision.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: route(getPrecision) })
