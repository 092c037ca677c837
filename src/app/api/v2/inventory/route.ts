import { createItem } from '#src/features/inventory/commands/create-item.ts'
import { listItems } from '#src/features/inventory/queries/list-items.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export { mockInventoryData } from '#src/features/inventory/sample-items.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listItems),
  POST: route(createItem, {
    status: 201,
    headers: ({ id }) => ({ Location: `/api/v2/inventory/${id}` }),
  }),
})
