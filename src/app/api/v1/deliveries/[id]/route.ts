import { getOneDelivery } from '#src/features/purchasing/queries/get-delivery.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: route(getOneDelivery) })
