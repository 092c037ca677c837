import { awardRfp } from '#src/features/sourcing/commands/award-rfp.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(awardRfp, { ifMatch: 'optional' }),
})
