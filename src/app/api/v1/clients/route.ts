import { createClient } from '#src/features/scopes/commands/create-client.ts'
import { listClients } from '#src/features/scopes/queries/list-clients.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listClients),
  POST: route(createClient, { status: 201, headers: ({ links }) => ({ Location: links.self }) }),
})
