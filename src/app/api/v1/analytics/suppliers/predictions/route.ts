import { predictAgain } from '#src/features/supplier-performance/commands/predict-again.ts'
import { listPredictions } from '#src/features/supplier-performance/queries/list-predictions.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listPredictions),
  POST: route(predictAgain, { status: 202 }),
})
