import { answerMetrics } from '#src/features/system/health/answers.ts'
import { endpoints, rawRoute } from '#src/lib/http/route.ts'

const metrics = rawRoute('metrics', ({ headers }) => answerMetrics(headers))

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: metrics })
