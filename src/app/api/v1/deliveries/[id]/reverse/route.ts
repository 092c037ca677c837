import { reverseDelivery } from '#src/features/purchasing/commands/reverse-delivery.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ POST: route(reverseDelivery) })
