import { reorderSteps } from '#src/features/onboarding/commands/reorder-steps.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(reorderSteps, { ifMatch: 'optional' }),
})
