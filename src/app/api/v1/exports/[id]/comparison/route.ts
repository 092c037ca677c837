import {
  compareExports,
  downloadComparison,
  sendComparison,
} from '#src/features/exports/comparisons/service.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(compareExports),
  POST: route(downloadComparison, { respond: sendComparison }),
})
