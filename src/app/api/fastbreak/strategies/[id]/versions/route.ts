import { listStrategyVersions } from '#src/features/scouting/queries/list-strategy-versions.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listStrategyVersions),
})
