import { adjustItem } from '#src/features/inventory/commands/adjust.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(adjustItem, { status: 201 }),
})
