import { listDeliveries } from '#src/features/exports/destinations/queries/list-deliveries.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: route(listDeliveries) })
