import { listAdvice } from '#src/features/database-advisor/queries/list-advice.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: route(listAdvice) })
