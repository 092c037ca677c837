import { cancelCount } from '#src/features/inventory/counts/commands/move-count.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(cancelCount, { ifMatch: 'optional' }),
})
