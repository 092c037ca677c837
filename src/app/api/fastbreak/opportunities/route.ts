import { createOffer } from '#src/features/scouting/commands/create-offer.ts'
import { listOpportunities } from '#src/features/scouting/queries/list-opportunities.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listOpportunities),
  POST: route(createOffer, { status: 201 }),
})
