import { getOnboardingHealth } from '#src/features/onboarding/analytics/queries/get-health.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: route(getOnboardingHealth) })
