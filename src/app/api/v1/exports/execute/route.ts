import { executeExport } from '#src/features/exports/commands/execute.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(executeExport, { status: 201, headers: ({ links }) => ({ Location: links.self }) }),
})
