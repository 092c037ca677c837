import { retrainFlow } from '#src/features/onboarding/learning/commands/retrain.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ POST: route(retrainFlow) })
