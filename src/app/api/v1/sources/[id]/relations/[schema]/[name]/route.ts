import { getRelation } from '#src/features/datasets/custom/queries/get-relation.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: route(getRelation) })
