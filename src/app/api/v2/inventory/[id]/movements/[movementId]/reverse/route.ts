import { reverseMovement } from '#src/features/inventory/commands/reverse.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(reverseMovement, { status: 201 }),
})
