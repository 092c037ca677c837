import { dismissOpportunity } from '#src/features/scouting/commands/dismiss-opportunity.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(dismissOpportunity),
})
