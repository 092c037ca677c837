import { exportSuppliers } from '#src/features/suppliers/commands/export.ts'
import { getExportChoices } from '#src/features/suppliers/queries/export-choices.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getExportChoices),
  POST: route(exportSuppliers, { status: 201, headers: ({ links }) => ({ Location: links.self }) }),
})
