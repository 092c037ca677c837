import { rejectTrade } from '#src/features/spend/commands/reject-trade.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(rejectTrade),
})
