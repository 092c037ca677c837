import { createFlow } from '#src/features/onboarding/commands/create-flow.ts'
import { listFlows } from '#src/features/onboarding/queries/list-flows.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listFlows),
  POST: route(createFlow, { status: 201 }),
})
