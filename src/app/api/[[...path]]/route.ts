import { notFound } from '#src/lib/errors.ts'
import { endpoints, rawRoute } from '#src/lib/http/route.ts'

const unknown = rawRoute('unknown', async () => {
  throw notFound('address')
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: unknown,
  HEAD: unknown,
  POST: unknown,
  PUT: unknown,
  PATCH: unknown,
  DELETE: unknown,
  OPTIONS: unknown,
})
