import { sendEvents } from '#src/features/exports/live/events.ts'
import { watchExport } from '#src/features/exports/queries/get-status.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(watchExport, { respond: sendEvents, isUncounted: true }),
})
