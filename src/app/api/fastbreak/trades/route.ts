import { createTrade } from '#src/features/spend/commands/create-trade.ts'
import { listTrades } from '#src/features/spend/queries/list-trades.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listTrades),
  POST: route(createTrade, { status: 201, needsIdempotencyKey: true }),
})
