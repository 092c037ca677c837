import { releaseTrade } from '#src/features/spend/commands/release-trade.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(releaseTrade, { needsIdempotencyKey: true }),
})
