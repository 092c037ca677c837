import { publishRfp } from '#src/features/sourcing/commands/publish-rfp.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(publishRfp, { ifMatch: 'optional' }),
})
