import { deleteDataset } from '#src/features/datasets/custom/commands/delete.ts'
import { updateDataset } from '#src/features/datasets/custom/commands/update.ts'
import { getDataset } from '#src/features/datasets/custom/queries/get.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getDataset),
  PUT: route(updateDataset, { ifMatch: 'optional' }),
  DELETE: route(deleteDataset, { ifMatch: 'optional' }),
})
