import { reserveItem } from '#src/features/inventory/commands/reserve.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(reserveItem, { status: 201 }),
})
