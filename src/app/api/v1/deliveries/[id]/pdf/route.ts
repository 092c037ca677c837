import { pdfResponse } from '#src/app/api/pdf-response.ts'
import { deliveryLetter } from '#src/features/purchasing/documents/letters.ts'
import { printDelivery } from '#src/features/purchasing/queries/print-delivery.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(printDelivery, {
    respond: (delivery, _, { principal }) =>
      pdfResponse(deliveryLetter(principal, delivery), delivery.delivery_no),
  }),
})
