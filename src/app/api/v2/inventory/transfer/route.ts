import { transferStock } from '#src/features/inventory/commands/transfer.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(transferStock, { status: 201, headers: ({ links }) => ({ Location: links.self! }) }),
})
