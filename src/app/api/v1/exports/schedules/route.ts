import { createSchedule } from '#src/features/exports/schedules/commands/create.ts'
import { listSchedules } from '#src/features/exports/schedules/queries/list.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listSchedules),
  POST: route(createSchedule, {
    status: 201,
    headers: ({ links }) => ({ Location: links.self }),
  }),
})
