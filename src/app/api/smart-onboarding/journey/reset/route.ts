import { resetJourney } from '#src/features/onboarding/journeys/commands/reset-journey.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ POST: route(resetJourney) })
