import { createDestination } from '#src/features/exports/destinations/commands/create.ts'
import { listDestinations } from '#src/features/exports/destinations/queries/list.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listDestinations),
  POST: route(createDestination, {
    status: 201,
    headers: ({ links }) => ({ Location: links.self }),
  }),
})
