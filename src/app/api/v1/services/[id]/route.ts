import { changeService } from '#src/features/scopes/commands/change-service.ts'
import { getService } from '#src/features/scopes/queries/get-service.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getService),
  PATCH: route(changeService, { ifMatch: 'optional' }),
})
