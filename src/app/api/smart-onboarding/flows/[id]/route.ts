import { changeFlow } from '#src/features/onboarding/commands/change-flow.ts'
import { deleteFlow } from '#src/features/onboarding/commands/delete-flow.ts'
import { getFlow } from '#src/features/onboarding/queries/get-flow.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getFlow),
  PUT: route(changeFlow, { ifMatch: 'optional' }),
  DELETE: route(deleteFlow, { ifMatch: 'optional' }),
})
