import { changeRfp } from '#src/features/sourcing/commands/change-rfp.ts'
import { getRfp } from '#src/features/sourcing/queries/get-rfp.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getRfp),
  PATCH: route(changeRfp, { ifMatch: 'optional' }),
})
