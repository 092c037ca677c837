import { addStep } from '#src/features/onboarding/commands/add-step.ts'
import { listSteps } from '#src/features/onboarding/queries/list-steps.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listSteps),
  POST: route(addStep, { status: 201 }),
})
