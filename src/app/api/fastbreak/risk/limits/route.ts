import { setLimit } from '#src/features/spend/commands/set-limit.ts'
import { listLimits } from '#src/features/spend/queries/list-limits.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listLimits),
  PUT: route(setLimit, { ifMatch: 'optional' }),
})
