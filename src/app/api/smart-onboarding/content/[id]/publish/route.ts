import { publishContent } from '#src/features/onboarding/commands/publish-content.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(publishContent, { ifMatch: 'optional' }),
})
