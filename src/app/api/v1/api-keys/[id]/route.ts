import { revokeApiKey } from '#src/features/accounts/commands/revoke-api-key.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ DELETE: route(revokeApiKey) })
