import { getExperiment } from '#src/features/onboarding/learning/queries/get-experiment.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: route(getExperiment) })
