import { createStrategy } from '#src/features/scouting/commands/create-strategy.ts'
import { listStrategies } from '#src/features/scouting/queries/list-strategies.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listStrategies),
  POST: route(createStrategy, { status: 201 }),
})
