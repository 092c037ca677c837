import { listExports } from '#src/features/exports/listing.ts'
import { createExport } from '#src/features/exports/service.ts'
import { endpoints, route } from '#src/lib/http.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listExports),
  POST: route(createExport, { status: 201, headers: ({ links }) => ({ Location: links.self }) }),
})
