import { getMetrics } from '#src/features/suppliers/queries/metrics.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: route(getMetrics) })
