import { setConsent } from '#src/features/onboarding/privacy/commands/set-consent.ts'
import { getConsent } from '#src/features/onboarding/privacy/queries/get-consent.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getConsent),
  PUT: route(setConsent),
})
