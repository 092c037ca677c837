import { rehearseDay } from '#src/features/exports/schedules/queries/rehearse.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: route(rehearseDay) })
