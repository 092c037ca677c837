import { deleteExport, getExport } from '#src/features/exports/service.ts'
import { endpoints, route } from '#src/lib/http.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getExport),
  DELETE: route(deleteExport),
})
