import { getAnalytics } from '#src/features/inventory/queries/get-analytics.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: route(getAnalytics) })
