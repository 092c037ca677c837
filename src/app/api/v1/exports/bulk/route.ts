import { actOnMany } from '#src/features/exports/commands/bulk.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(actOnMany),
})
