import { createService } from '#src/features/scopes/commands/create-service.ts'
import { listServices } from '#src/features/scopes/queries/list-services.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listServices),
  POST: route(createService, { status: 201, headers: ({ links }) => ({ Location: links.self }) }),
})
