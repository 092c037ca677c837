import { startBacktest } from '#src/features/scouting/commands/start-backtest.ts'
import { listBacktests } from '#src/features/scouting/queries/list-backtests.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listBacktests),
  POST: route(startBacktest, { status: 202 }),
})
