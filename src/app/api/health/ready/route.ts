import { readiness } from '#src/features/system/service.ts'
import { endpoints, rawRoute } from '#src/lib/http/route.ts'

const ready = rawRoute('health.ready', async () => {
  const state = await readiness()
  // Without a worker the console still serves: a balancer must not take it away.
  if (state.status !== 'unhealthy') return Response.json(state)
  return Response.json(state, { status: 503, headers: { 'Retry-After': '2' } })
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: ready })
