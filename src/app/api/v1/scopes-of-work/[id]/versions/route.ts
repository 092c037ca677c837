import { createVersion } from '#src/features/scopes/commands/create-version.ts'
import { listVersions } from '#src/features/scopes/queries/list-versions.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listVersions),
  POST: route(createVersion, {
    status: 201,
    ifMatch: 'optional',
    headers: ({ links }) => ({ Location: links.self! }),
  }),
})
