import { endpoints, rawRoute } from '#src/lib/http/route.ts'

const live = rawRoute('health.live', async () => Response.json({ status: 'healthy' }))

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: live })
