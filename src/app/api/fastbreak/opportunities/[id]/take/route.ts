import { takeOpportunity } from '#src/features/scouting/commands/take-opportunity.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(takeOpportunity, { status: 201, needsIdempotencyKey: true }),
})
