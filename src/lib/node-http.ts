import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { env } from './env.ts'
import type { Handler } from './http.ts'

/**
 * Lets handlers of web requests answer a request of Node's own HTTP server, with every header as it
 * was set. For requests without a body.
 */
export function nodeHandler(handlers: Record<string, Handler>) {
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/' } = incoming
    const request = new Request(new URL(url, env().APP_URL), { method, headers: headersOf(incoming) })
    const response = await handlers[method]!(request, { params: Promise.resolve({}) })
    outgoing.statusCode = response.status
    outgoing.setHeaders(response.headers)
    if (!response.body) {
      outgoing.end()
      return
    }
    // A reader who goes away ends the stream; there is nobody to tell.
    await pipeline(Readable.fromWeb(response.body as never), outgoing).catch(() => outgoing.destroy())
  }
}

function headersOf(incoming: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  return headers
}
