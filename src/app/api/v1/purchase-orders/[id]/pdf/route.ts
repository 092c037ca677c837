import { pdfResponse } from '#src/app/api/pdf-response.ts'
import { orderLetter } from '#src/features/purchasing/documents/letters.ts'
import { printOrder } from '#src/features/purchasing/queries/print-order.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(printOrder, {
    respond: (order, _, { principal }) => pdfResponse(orderLetter(principal, order), order.order_no),
  }),
})
