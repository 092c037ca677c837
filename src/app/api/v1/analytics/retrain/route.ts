import { retrain } from '#src/features/supplier-performance/commands/retrain.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(retrain, { status: 202, headers: ({ links }) => ({ Location: links.self! }) }),
})
