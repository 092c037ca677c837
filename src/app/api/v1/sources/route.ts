import { createSource } from '#src/features/sources/commands/create.ts'
import { listSources } from '#src/features/sources/queries/list.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listSources),
  POST: route(createSource, { status: 201, headers: ({ links }) => ({ Location: links.self }) }),
})
