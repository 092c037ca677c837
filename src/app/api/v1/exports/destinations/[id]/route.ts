import { deleteDestination } from '#src/features/exports/destinations/commands/delete.ts'
import { updateDestination } from '#src/features/exports/destinations/commands/update.ts'
import { getDestination } from '#src/features/exports/destinations/queries/get.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getDestination),
  PUT: route(updateDestination, { ifMatch: 'optional' }),
  DELETE: route(deleteDestination, { ifMatch: 'optional' }),
})
