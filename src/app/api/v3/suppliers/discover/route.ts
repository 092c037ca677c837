import { discoverSuppliers } from '#src/features/suppliers/queries/discover.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ POST: route(discoverSuppliers) })
