import { stopSpending } from '#src/features/spend/commands/stop.ts'
import { getTradingState } from '#src/features/spend/queries/get-state.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getTradingState),
  POST: route(stopSpending),
})
