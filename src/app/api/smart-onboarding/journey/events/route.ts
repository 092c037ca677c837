import { recordEvents } from '#src/features/onboarding/journeys/commands/record-events.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ POST: route(recordEvents) })
