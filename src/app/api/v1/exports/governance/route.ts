import { updateGovernance } from '#src/features/exports/governance/commands/update.ts'
import { getGovernance } from '#src/features/exports/governance/queries/settings.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getGovernance),
  PUT: route(updateGovernance, { ifMatch: 'optional' }),
})
