import { changeClientScope } from '#src/features/scopes/commands/change-client-scope.ts'
import { getClientScope } from '#src/features/scopes/queries/get-client-scope.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getClientScope),
  PATCH: route(changeClientScope, { ifMatch: 'optional' }),
})
