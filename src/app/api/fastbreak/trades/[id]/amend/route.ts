import { amendTrade } from '#src/features/spend/commands/amend-trade.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(amendTrade, { needsIdempotencyKey: true }),
})
