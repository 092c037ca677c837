import { publishFlow } from '#src/features/onboarding/commands/publish-flow.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(publishFlow, { ifMatch: 'optional' }),
})
