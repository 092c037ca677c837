import { answerLive } from '#src/features/system/health/answers.ts'
import { endpoints, rawRoute } from '#src/lib/http/route.ts'

const live = rawRoute('health.live', async () => answerLive())

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: live })
