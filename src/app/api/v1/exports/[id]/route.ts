import { deleteExport } from '#src/features/exports/commands/delete.ts'
import { getExport } from '#src/features/exports/queries/get.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getExport),
  DELETE: route(deleteExport),
})
