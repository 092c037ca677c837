import { sendPulse } from '#src/features/onboarding/analytics/live/events.ts'
import { watchLearners } from '#src/features/onboarding/analytics/queries/get-live.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(watchLearners, { respond: sendPulse, isUncounted: true }),
})
