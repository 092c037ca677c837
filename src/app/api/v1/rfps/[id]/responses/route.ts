import { createResponse } from '#src/features/sourcing/commands/create-response.ts'
import { listResponses } from '#src/features/sourcing/queries/list-responses.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listResponses),
  POST: route(createResponse, { status: 201, headers: ({ links }) => ({ Location: links.self! }) }),
})
