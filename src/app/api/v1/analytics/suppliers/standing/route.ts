import { getStanding } from '#src/features/supplier-performance/queries/get-standing.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: route(getStanding) })
