import { resumeSchedule } from '#src/features/exports/schedules/commands/resume.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ POST: route(resumeSchedule) })
