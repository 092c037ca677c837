import { getQuery } from '#src/features/database-advisor/queries/get-query.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: route(getQuery) })
