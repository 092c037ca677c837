import { getReconciliation } from '#src/features/spend/queries/get-reconciliation.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getReconciliation),
})
