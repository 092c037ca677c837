import { approveTrade } from '#src/features/spend/commands/approve-trade.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(approveTrade),
})
