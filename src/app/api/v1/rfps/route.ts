import { createRfp } from '#src/features/sourcing/commands/create-rfp.ts'
import { listRfps } from '#src/features/sourcing/queries/list-rfps.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listRfps),
  POST: route(createRfp, { status: 201, headers: ({ links }) => ({ Location: links.self! }) }),
})
