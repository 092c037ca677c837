import { closeRfp } from '#src/features/sourcing/commands/move-rfp.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(closeRfp, { ifMatch: 'optional' }),
})
