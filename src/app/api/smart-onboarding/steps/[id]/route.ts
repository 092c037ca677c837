import { changeStep } from '#src/features/onboarding/commands/change-step.ts'
import { deleteStep } from '#src/features/onboarding/commands/delete-step.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  PATCH: route(changeStep),
  DELETE: route(deleteStep),
})
