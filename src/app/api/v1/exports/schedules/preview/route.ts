import { previewSchedule } from '#src/features/exports/schedules/queries/preview.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ POST: route(previewSchedule) })
