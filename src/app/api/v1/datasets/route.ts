import { createDataset } from '#src/features/datasets/custom/commands/create.ts'
import { listDatasets } from '#src/features/datasets/queries/list-datasets.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listDatasets),
  POST: route(createDataset, { status: 201, headers: ({ links }) => ({ Location: links.self }) }),
})
