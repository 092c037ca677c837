import { runAgain } from '#src/features/exports/commands/again.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(runAgain, { status: 201, headers: ({ links }) => ({ Location: links.self }) }),
})
