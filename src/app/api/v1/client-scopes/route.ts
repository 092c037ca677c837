import { offerScope } from '#src/features/scopes/commands/offer-scope.ts'
import { listClientScopes } from '#src/features/scopes/queries/list-client-scopes.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listClientScopes),
  POST: route(offerScope, { status: 201, headers: ({ links }) => ({ Location: links.self! }) }),
})
