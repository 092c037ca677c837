import { createExport } from '#src/features/exports/commands/create.ts'
import { listExports } from '#src/features/exports/queries/list.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listExports),
  POST: route(createExport, { status: 201, headers: ({ links }) => ({ Location: links.self }) }),
})
