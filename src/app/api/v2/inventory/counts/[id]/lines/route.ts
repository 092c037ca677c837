import { countLines } from '#src/features/inventory/counts/commands/count-lines.ts'
import { listCountLines } from '#src/features/inventory/counts/queries/list-count-lines.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listCountLines),
  POST: route(countLines),
})
