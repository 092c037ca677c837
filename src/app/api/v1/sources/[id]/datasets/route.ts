import { listDatasetsOfSource } from '#src/features/datasets/custom/queries/list-of-source.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listDatasetsOfSource),
})
