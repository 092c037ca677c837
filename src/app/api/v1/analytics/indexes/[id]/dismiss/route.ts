import { dismissAdvice } from '#src/features/database-advisor/commands/dismiss-advice.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ POST: route(dismissAdvice) })
