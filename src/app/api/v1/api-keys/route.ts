import { createApiKey } from '#src/features/accounts/commands/create-api-key.ts'
import { listApiKeys } from '#src/features/accounts/queries/list-api-keys.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listApiKeys),
  POST: route(createApiKey, { status: 201 }),
})
