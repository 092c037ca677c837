import { repairDataset } from '#src/features/datasets/custom/commands/repair.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: route(repairDataset, { ifMatch: 'optional' }),
})
