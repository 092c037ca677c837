import { archiveExports, sendArchive } from '#src/features/exports/downloads/archive/service.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(archiveExports, { respond: sendArchive }),
})
