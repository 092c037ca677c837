import { createOrder } from '#src/features/purchasing/commands/create-order.ts'
import { listOrders } from '#src/features/purchasing/queries/list-orders.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listOrders),
  POST: route(createOrder, { status: 201, headers: ({ links }) => ({ Location: links.self! }) }),
})
