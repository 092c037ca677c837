import { changeScope } from '#src/features/scopes/commands/change-scope.ts'
import { getScope } from '#src/features/scopes/queries/get-scope.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getScope),
  PATCH: route(changeScope, { ifMatch: 'optional' }),
})
