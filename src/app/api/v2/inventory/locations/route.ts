import { createLocation } from '#src/features/inventory/commands/create-location.ts'
import { listLocations } from '#src/features/inventory/queries/list-locations.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listLocations),
  POST: route(createLocation, { status: 201 }),
})
