import { retryExport } from '#src/features/exports/commands/retry.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(retryExport, { status: 201, headers: ({ links }) => ({ Location: links.self }) }),
})
