import { getOpportunity } from '#src/features/scouting/queries/get-opportunity.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getOpportunity),
})
