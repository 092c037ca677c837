import { declineClientScope } from '#src/features/scopes/commands/move-client-scope.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(declineClientScope, { ifMatch: 'optional' }),
})
