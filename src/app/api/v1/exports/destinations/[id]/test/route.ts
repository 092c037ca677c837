import { testDestination } from '#src/features/exports/destinations/commands/test.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(testDestination, { status: 202 }),
})
