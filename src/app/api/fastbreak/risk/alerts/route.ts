import { listRiskAlerts } from '#src/features/spend/queries/list-alerts.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listRiskAlerts),
})
