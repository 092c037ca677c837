import { changeClient } from '#src/features/scopes/commands/change-client.ts'
import { getClient } from '#src/features/scopes/queries/get-client.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getClient),
  PATCH: route(changeClient, { ifMatch: 'optional' }),
})
