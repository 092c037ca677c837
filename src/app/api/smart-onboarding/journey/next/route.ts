import { nextStep } from '#src/features/onboarding/journeys/commands/next-step.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ POST: route(nextStep) })
