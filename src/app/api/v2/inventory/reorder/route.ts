import { listReorder } from '#src/features/purchasing/queries/list-reorder.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: route(listReorder) })
