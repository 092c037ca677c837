import { randomUUID } from 'node:crypto'
import { type IncomingMessage, Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { currentExchange, type Exchange, exchanges } from '../access/exchange.ts'
import { env } from '../env.ts'
import { AppError } from '../errors.ts'
import { log } from '../log.ts'
import { getMetrics } from '../metrics/metrics.ts'
import { problemDocument } from './problem.ts'
import { type Replacement, replaceAnswer } from './replacement.ts'
import { unavailablePage } from './unavailable-page.ts'

/**
 * What only Node's own HTTP server can do, below Next: one log line and one request id for every request,
 * headers that nothing may lack, and an answer where Next has none. Called once, when the web process starts.
 */
export function guardServer(): void {
  const isDevelopment = env().NODE_ENV === 'development'
  const { emit } = Server.prototype
  Server.prototype.emit = function guarded(this: Server, event: string, ...given: unknown[]): boolean {
    const pass = (): boolean => Reflect.apply(emit, this, [event, ...given])
    if (event === 'request') {
      const [request, response] = given as [IncomingMessage, ServerResponse]
      return exchanges.run(begin(request, response), () => serve(request, response, pass))
    }
    // next dev reloads pages through a websocket; nothing else of ours has one.
    if (isDevelopment) return pass()
    // Next neither answers nor closes what it does not know how to upgrade.
    if (event === 'connection') Object.assign(this, { shouldUpgradeCallback: () => false })
    if (event === 'upgrade') return refuseUpgrade(given[1] as Duplex)
    return pass()
  } as typeof emit
}

/**
 * Says how many bytes the body of the current answer will have. Next drops this header from what a route
 * handler returns, and without it nobody sees how far a download is.
 */
export function setContentLength(bytes: number): void {
  currentExchange()?.response.setHeader('Content-Length', bytes)
}

/** A server of an older Node hands over the socket: it must be closed, or its descriptor is lost. */
function refuseUpgrade(socket: Duplex): boolean {
  socket.on('error', () => {})
  socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () =>
    socket.destroy(),
  )
  return true
}

const kept = ['x-request-id', 'x-content-type-options', 'strict-transport-security']

function begin(request: IncomingMessage, response: ServerResponse): Exchange {
  const given = request.headers['x-request-id']
  const requestId = typeof given === 'string' && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID()
  request.headers['x-request-id'] = requestId
  response.setHeader('X-Request-Id', requestId)
  response.setHeader('X-Content-Type-Options', 'nosniff')
  if (env().APP_URL.startsWith('https:')) response.setHeader('Strict-Transport-Security', 'max-age=31536000')
  const peerAddress = (request.socket.remoteAddress ?? 'unknown').replace(/^::ffff:(?=\d+\.)/, '')
  return { requestId, peerAddress, response, operations: new Set(), isUnavailable: false }
}

function serve(request: IncomingMessage, response: ServerResponse, pass: () => boolean): boolean {
  const exchange = currentExchange()!
  writeLogLine(exchange, request)
  const error = unusable(request)
  if (error) {
    const { status, headers, body } = problemDocument(error, exchange.requestId)
    response.writeHead(status, { ...headers, Connection: 'close' }).end(body)
    return true
  }
  // Whoever was refused an upgrade may wait for one on this connection: it is not used again.
  if (request.headers.upgrade) response.setHeader('Connection', 'close')
  request.headers.cookie = withoutForeignCallback(request.headers.cookie)
  if (!/^\/(api|_next)(\/|$)/.test(request.url!)) replaceFailure(exchange, request)
  return pass()
}

const usable = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/**
 * What Next can only fail on: methods that no handler can have, and undecodable paths. An absolute address, which
 * proxies send, becomes the path that it means.
 */
function unusable(request: IncomingMessage): AppError | undefined {
  if (!usable.has(request.method!))
    return new AppError('method_not_allowed', 'This method is not offered.', { allow: [...usable] })
  if (/\bwebsocket\b/i.test(request.headers.upgrade ?? '')) {
    return new AppError('invalid_request', 'WebSockets are not supported here. Send a plain HTTP request.')
  }
  if (!request.url?.startsWith('/')) {
    if (!URL.canParse(request.url ?? '')) return invalidAddress()
    const { pathname, search } = new URL(request.url!)
    request.url = `${pathname}${search}`
  }
  return isDecodable(request.url!.split('?')[0]!) ? undefined : invalidAddress()
}

function invalidAddress(): AppError {
  return new AppError('invalid_request', 'The address is not valid.')
}

function isDecodable(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes('\0')
  } catch {
    return false
  }
}

/** next-auth fails on every request whose cookie for the way back is no address of ours. */
function withoutForeignCallback(cookie: string | undefined): string | undefined {
  if (!cookie?.includes('next-auth.callback-url')) return cookie
  const { origin } = new URL(env().APP_URL)
  const isOurs = (one: string) => {
    const [, value] = /^\s*(?:__Secure-)?next-auth\.callback-url=(.*)$/.exec(one) ?? []
    const own = encodeURIComponent(origin)
    return value === undefined || value === own || value.startsWith(`${own}%2F`)
  }
  return cookie.split(';').filter(isOurs).join(';')
}

/**
 * Next answers 500 to a server action whose body it cannot read: no operation ran then, and the fault is the
 * sender's. A page that failed because the database is away says so and comes back by itself.
 */
function replaceFailure(exchange: Exchange, request: IncomingMessage): void {
  const isAction = request.method === 'POST' && request.headers['next-action'] !== undefined
  replaceAnswer(exchange.response, kept, (status): Replacement | undefined => {
    if (status < 500) return undefined
    if (exchange.isUnavailable) return isAction ? unavailable(exchange) : unavailablePage(exchange.requestId)
    if (!isAction || exchange.operations.size > 0) return undefined
    return problemDocument(
      new AppError('invalid_request', 'The form could not be read. Reload the page and try again.'),
      exchange.requestId,
    )
  })
}

function unavailable({ requestId }: Exchange): Replacement {
  const message = 'The database cannot be reached right now. Try again in a few seconds.'
  return problemDocument(new AppError('unavailable', message, { retryAfterSeconds: 5 }), requestId)
}

function writeLogLine(exchange: Exchange, { method, url = '' }: IncomingMessage): void {
  const startedAt = performance.now()
  const path = url.split('?')[0]
  if (path?.startsWith('/_next/static/')) return
  const { response } = exchange
  response.once('close', () => {
    const { requestId, operations, tenantId, userId, peerAddress } = exchange
    const durationMs = performance.now() - startedAt
    const [route = 'other'] = operations
    getMetrics().requests.observe({ route, method, status: response.statusCode }, durationMs / 1000)
    log.info(
      {
        requestId,
        method,
        path,
        operation: operations.size > 0 ? [...operations].join(' ') : undefined,
        status: response.statusCode,
        isCutOff: response.writableFinished ? undefined : true,
        tenantId,
        userId,
        address: peerAddress,
        durationMs: Math.round(durationMs),
      },
      'request',
    )
  })
}
