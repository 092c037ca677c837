import { createDelivery } from '#src/features/purchasing/commands/create-delivery.ts'
import { listDeliveries } from '#src/features/purchasing/queries/list-deliveries.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listDeliveries),
  POST: route(createDelivery, { status: 201, headers: ({ links }) => ({ Location: links.self! }) }),
})
