import { makeOtherFormat } from '#src/features/exports/commands/other-format.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(makeOtherFormat, { status: 201, headers: ({ links }) => ({ Location: links.self }) }),
})
