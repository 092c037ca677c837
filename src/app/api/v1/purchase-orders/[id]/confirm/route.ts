import { confirmOrder } from '#src/features/purchasing/commands/confirm-order.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(confirmOrder, { ifMatch: 'optional' }),
})
