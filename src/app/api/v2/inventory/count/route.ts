import { countStock } from '#src/features/inventory/commands/count.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(countStock, { status: 201 }),
})
