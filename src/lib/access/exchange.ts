import { AsyncLocalStorage } from 'node:async_hooks'
import type { ServerResponse } from 'node:http'
import type { TenantId } from '../context.ts'
import { isConnectionError } from '../errors.ts'

/** One request to this process, and what the code that answers it has found out about it. */
export interface Exchange {
  requestId: string
  /** The other end of the socket, which no header can forge. */
  peerAddress: string
  response: ServerResponse
  /** The operations that ran for it, for the log. */
  operations: Set<string>
  tenantId?: TenantId
  userId?: string
  /** Whether the database could not be reached while it was answered. */
  isUnavailable: boolean
}

// Next bundles this module more than once in a process; the store must still be one.
const shared = globalThis as { __waybillExchanges?: AsyncLocalStorage<Exchange> }
shared.__waybillExchanges ??= new AsyncLocalStorage()

export const exchanges = shared.__waybillExchanges

/** The request that is being answered; undefined in a worker, a script or a test. */
export function currentExchange(): Exchange | undefined {
  return exchanges.getStore()
}

/** Notes for the request's log line who runs what. */
export function noteOperation(name: string, principal?: { tenantId: TenantId; userId: string }): void {
  const exchange = currentExchange()
  if (!exchange) return
  exchange.operations.add(name)
  if (principal) Object.assign(exchange, { tenantId: principal.tenantId, userId: principal.userId })
}

/** Notes that the database was away, where that is why something failed. */
export function noteFailure(error: unknown): void {
  const exchange = currentExchange()
  if (exchange && isConnectionError(error)) exchange.isUnavailable = true
}
