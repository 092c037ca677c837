import { sumRows } from '#src/features/datasets/queries/sum-rows.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: route(sumRows) })
