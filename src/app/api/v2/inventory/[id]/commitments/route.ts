import { getCommitments } from '#src/features/inventory/queries/get-commitments.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: route(getCommitments) })
