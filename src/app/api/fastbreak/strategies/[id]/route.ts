import { changeStrategy } from '#src/features/scouting/commands/change-strategy.ts'
import { archiveStrategy } from '#src/features/scouting/commands/move-strategy.ts'
import { getStrategy } from '#src/features/scouting/queries/get-strategy.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getStrategy),
  PATCH: route(changeStrategy, { ifMatch: 'required' }),
  DELETE: route(archiveStrategy),
})
