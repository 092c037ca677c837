import { orderSuggestions } from '#src/features/purchasing/commands/order-suggestions.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(orderSuggestions, { needsIdempotencyKey: true }),
})
