import { sendFile } from '#src/features/exports/downloads/service.ts'
import { forBrowsers } from '#src/lib/http/for-browsers.ts'
import { endpoints, rawRoute } from '#src/lib/http/route.ts'

const handler = rawRoute('files.send', sendFile, 'The file behind a signed link.')

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: forBrowsers(handler, '/download-problem'),
  HEAD: handler,
})
