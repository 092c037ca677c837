import { answerReady } from '#src/features/system/health/answers.ts'
import { endpoints, rawRoute } from '#src/lib/http/route.ts'

const ready = rawRoute('health.ready', answerReady)

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: ready })
