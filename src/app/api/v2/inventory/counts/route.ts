import { createCount } from '#src/features/inventory/counts/commands/create-count.ts'
import { listCounts } from '#src/features/inventory/counts/queries/list-counts.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listCounts),
  POST: route(createCount, {
    status: 201,
    headers: ({ id }) => ({ Location: `/api/v2/inventory/counts/${id}` }),
  }),
})
