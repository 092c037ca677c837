import { approveOrder } from '#src/features/purchasing/commands/move-order.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(approveOrder, { ifMatch: 'optional' }),
})
