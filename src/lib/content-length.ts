import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'

// Next bundles this module more than once in a process; the store must still be one.
const shared = globalThis as { __waybillResponses?: AsyncLocalStorage<ServerResponse> }

/** Lets handlers reach the answer of Node's own HTTP server. Called once, when the web process starts. */
export function followResponses(): void {
  shared.__waybillResponses ??= new AsyncLocalStorage()
  const responses = shared.__waybillResponses
  subscribe('http.server.request.start', (message) => {
    responses.enterWith((message as { response: ServerResponse }).response)
  })
}

/**
 * Says how many bytes the body of the current answer will have. Next drops this header from what a route
 * handler returns, and without it nobody sees how far a download is.
 */
export function setContentLength(bytes: number): void {
  shared.__waybillResponses?.getStore()?.setHeader('Content-Length', bytes)
}
