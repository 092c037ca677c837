import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterAll } from 'vitest'

export interface HttpAnswer {
  status: number
  headers?: Record<string, string>
  body?: Buffer | string
}

/** What happens to whoever comes next, until another behaviour is set. */
export type HttpBehaviour =
  | 'accept'
  | 'silent'
  | 'hang up'
  | 'hang up halfway'
  | 'hang up before the answer'
  | HttpAnswer

/** An HTTP server whose answers a test writes. */
export interface HttpDoor {
  url: string
  port: number
  behaviour: HttpBehaviour
  /** Requests that the behaviour is for; the others are accepted. */
  concerns: (request: IncomingMessage) => boolean
}

/** `handle` is what is behind the door: it gets every request whose last byte arrived. */
export async function startHttpDoor(
  handle: (request: IncomingMessage, body: Buffer) => Promise<HttpAnswer>,
): Promise<HttpDoor> {
  const door: HttpDoor = { url: '', port: 0, behaviour: 'accept', concerns: () => true }
  const server = createServer(async (request, response) => {
    const behaviour = door.concerns(request) ? door.behaviour : 'accept'
    request.on('error', () => {})
    if (behaviour === 'silent') return
    if (behaviour === 'hang up') return request.socket.resetAndDestroy()
    if (behaviour === 'hang up halfway') {
      request.once('data', () => request.socket.resetAndDestroy())
      return
    }
    const body = await buffer(request).catch(() => undefined)
    if (!body) return
    const answer = typeof behaviour === 'string' ? await handle(request, body) : behaviour
    if (behaviour === 'hang up before the answer') return request.socket.resetAndDestroy()
    response.writeHead(answer.status, answer.headers).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  door.port = (server.address() as AddressInfo).port
  door.url = `http://127.0.0.1:${door.port}`
  afterAll(() => {
    server.close()
    server.closeAllConnections()
  })
  return door
}
