import { authRoute } from '#src/lib/http/auth-route.ts'
import { endpoints } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: authRoute, POST: authRoute })
