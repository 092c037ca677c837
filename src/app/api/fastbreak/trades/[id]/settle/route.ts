import { settleTrade } from '#src/features/spend/commands/settle-trade.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(settleTrade, { needsIdempotencyKey: true }),
})
