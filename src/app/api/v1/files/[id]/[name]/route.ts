import { sendFile } from '#src/features/exports/downloads/service.ts'
import { endpoints, rawRoute } from '#src/lib/http/route.ts'

const handler = rawRoute('files.send', sendFile, 'The bytes behind a signed address.')

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ GET: handler, HEAD: handler })
