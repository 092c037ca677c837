import { scoreResponse } from '#src/features/sourcing/commands/score-response.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(scoreResponse, { ifMatch: 'optional' }),
})
