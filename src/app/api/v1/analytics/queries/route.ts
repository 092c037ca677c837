import { listQueries } from '#src/features/database-advisor/queries/list-queries.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: route(listQueries) })
