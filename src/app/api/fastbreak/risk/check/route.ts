import { checkRisk } from '#src/features/spend/queries/check-risk.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(checkRisk),
})
