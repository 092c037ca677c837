import { pdfResponse } from '#src/app/api/pdf-response.ts'
import { invitationLetter } from '#src/features/sourcing/documents/invitation.ts'
import { printRfp } from '#src/features/sourcing/queries/print-rfp.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(printRfp, {
    respond: (invitation, _, { principal }) =>
      pdfResponse(invitationLetter(principal, invitation), invitation.rfp.rfp_no),
  }),
})
