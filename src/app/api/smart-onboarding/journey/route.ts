import { getJourney } from '#src/features/onboarding/journeys/queries/get-journey.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: route(getJourney) })
