import { createSupplier } from '#src/features/suppliers/commands/create.ts'
import { listSuppliers } from '#src/features/suppliers/queries/list.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listSuppliers),
  POST: route(createSupplier, { status: 201, headers: ({ links }) => ({ Location: links.self }) }),
})
