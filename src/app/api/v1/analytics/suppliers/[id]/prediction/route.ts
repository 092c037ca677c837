import { getSupplierPrediction } from '#src/features/supplier-performance/queries/get-supplier-prediction.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getSupplierPrediction),
})
