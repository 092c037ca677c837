import { deleteSchedule } from '#src/features/exports/schedules/commands/delete.ts'
import { updateSchedule } from '#src/features/exports/schedules/commands/update.ts'
import { getSchedule } from '#src/features/exports/schedules/queries/get.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getSchedule),
  PUT: route(updateSchedule, { ifMatch: 'optional' }),
  DELETE: route(deleteSchedule),
})
