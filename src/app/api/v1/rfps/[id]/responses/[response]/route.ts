import { changeResponse } from '#src/features/sourcing/commands/change-response.ts'
import { getResponse } from '#src/features/sourcing/queries/get-response.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getResponse),
  PATCH: route(changeResponse, { ifMatch: 'optional' }),
})
