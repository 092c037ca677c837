import { changeVersion } from '#src/features/scopes/commands/change-version.ts'
import { getVersion } from '#src/features/scopes/queries/get-version.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getVersion),
  PATCH: route(changeVersion, { ifMatch: 'optional' }),
})
