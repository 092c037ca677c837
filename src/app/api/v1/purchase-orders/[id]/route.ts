import { changeOrder, replaceOrder } from '#src/features/purchasing/commands/change-order.ts'
import { getPurchaseOrder } from '#src/features/purchasing/queries/get-order.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getPurchaseOrder),
  PUT: route(replaceOrder, { ifMatch: 'required' }),
  PATCH: route(changeOrder, { ifMatch: 'optional' }),
})
