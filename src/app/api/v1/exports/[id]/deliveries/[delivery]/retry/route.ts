import { retryDelivery } from '#src/features/exports/destinations/commands/retry-delivery.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ POST: route(retryDelivery) })
