import { requestFullFile } from '#src/features/exports/schedules/commands/full-file.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ POST: route(requestFullFile) })
