import { withdrawResponse } from '#src/features/sourcing/commands/move-response.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(withdrawResponse, { ifMatch: 'optional' }),
})
