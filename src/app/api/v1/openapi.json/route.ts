import { endpoints, rawRoute } from '#src/lib/http/route.ts'
import { apiDocument } from '../api-document.ts'

const get = rawRoute('openapi.get', async () => Response.json(apiDocument()))

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: get })
