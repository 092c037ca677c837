import { deleteSource } from '#src/features/sources/commands/delete.ts'
import { updateSource } from '#src/features/sources/commands/update.ts'
import { getSource } from '#src/features/sources/queries/get.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getSource),
  PUT: route(updateSource, { ifMatch: 'optional' }),
  DELETE: route(deleteSource, { ifMatch: 'optional' }),
})
