import { answerHealth } from '#src/features/system/health/answers.ts'
import { endpoints, rawRoute } from '#src/lib/http/route.ts'

const health = rawRoute('health', ({ headers }) => answerHealth(headers))

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: health })
