import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'

interface Exchange {
  request: IncomingMessage
  response: ServerResponse
}

// Next bundles this module more than once in a process; the store must still be one.
const shared = globalThis as { __waybillResponses?: AsyncLocalStorage<ServerResponse> }

/**
 * What only Node's own HTTP server can do, below Next. Called once, when the web process starts.
 * Methods that the fetch standard forbids fail inside Next before any code of ours runs; under
 * another name they reach the proxy, which refuses them.
 */
export function followRequests(): void {
  shared.__waybillResponses ??= new AsyncLocalStorage()
  const responses = shared.__waybillResponses
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as Exchange
    responses.enterWith(response)
    if (request.method === 'TRACE' || request.method === 'TRACK') request.method = `X-${request.method}`
  })
}

/**
 * Says how many bytes the body of the current answer will have. Next drops this header from what a route
 * handler returns, and without it nobody sees how far a download is.
 */
export function setContentLength(bytes: number): void {
  shared.__waybillResponses?.getStore()?.setHeader('Content-Length', bytes)
}
