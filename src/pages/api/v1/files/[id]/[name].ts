import { sendFile } from '#src/features/exports/downloads/service.ts'
import { endpoints, rawRoute } from '#src/lib/http.ts'
import { nodeHandler } from '#src/lib/node-http.ts'

// The one route that answers as Node does: handlers under src/app lose their Content-Length.
const handler = rawRoute('files.send', (request) => sendFile(request))

export const config = { api: { bodyParser: false, responseLimit: false, externalResolver: true } }

export default nodeHandler(endpoints({ GET: handler, HEAD: handler }))
