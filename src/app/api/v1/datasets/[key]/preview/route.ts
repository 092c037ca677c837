import { previewDataset } from '#src/features/datasets/custom/queries/preview.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ POST: route(previewDataset) })
