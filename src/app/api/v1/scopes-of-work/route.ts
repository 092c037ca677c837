import { createScope } from '#src/features/scopes/commands/create-scope.ts'
import { listScopes } from '#src/features/scopes/queries/list-scopes.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listScopes),
  POST: route(createScope, { status: 201, headers: ({ links }) => ({ Location: links.self! }) }),
})
