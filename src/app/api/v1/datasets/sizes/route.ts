import { measureDatasets } from '#src/features/datasets/queries/measure-datasets.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: route(measureDatasets) })
