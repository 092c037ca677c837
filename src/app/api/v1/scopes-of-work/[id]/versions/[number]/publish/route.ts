import { publishVersion } from '#src/features/scopes/commands/publish-version.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(publishVersion, { ifMatch: 'optional' }),
})
