import { executeType } from '#src/features/exports/commands/execute-type.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(executeType, { status: 201, headers: ({ links }) => ({ Location: links.self }) }),
})
