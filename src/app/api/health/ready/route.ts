import { readiness } from '#src/features/system/service.ts'
import { endpoints, rawRoute } from '#src/lib/http/route.ts'

const ready = rawRoute('health.ready', async () => {
  const { isReady, dependencies } = await readiness()
  const headers = isReady ? undefined : { 'Retry-After': '2' }
  const body = { status: isReady ? 'healthy' : 'unhealthy', dependencies }
  return Response.json(body, { status: isReady ? 200 : 503, ...(headers ? { headers } : {}) })
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: ready })
