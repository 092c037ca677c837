import { decideOnAnomaly } from '#src/features/forecasting/commands/decide-anomaly.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ PATCH: route(decideOnAnomaly) })
