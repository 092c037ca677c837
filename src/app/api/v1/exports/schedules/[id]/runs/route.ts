import { listRuns } from '#src/features/exports/schedules/queries/list-runs.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: route(listRuns) })
