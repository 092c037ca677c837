import { authenticate } from '../access/auth.ts'
import { countRequest, type RateLimit } from '../access/rate-limit.ts'
import { requestIdOf } from '../access/request.ts'
import type { Context } from '../context.ts'
import { env } from '../env.ts'
import { AppError, invalid } from '../errors.ts'
import { log } from '../log.ts'
import type { Operation } from '../operation/operation.ts'
import { problem } from './problem.ts'
import { readInput } from './request-input.ts'
import { toAppError } from './to-app-error.ts'

type Segment = { params: Promise<Record<string, string | string[]>> }

export interface Handler {
  (request: Request, segment: Segment): Promise<Response>
  /** What the handler runs, for the API description. */
  operation?: Operation<never>
  status?: number
  /** What a handler does that runs no operation. */
  raw?: { name: string; summary: string }
}

interface RouteOptions<Output> {
  status?: number
  headers?: (output: Output) => Record<string, string>
  /** Turns the output into another answer, such as a redirect or a stream. */
  respond?: (
    output: Output,
    request: Request,
    context: Context,
  ) => Response | undefined | Promise<Response | undefined>
  /** Set for streams, which have limits of their own. */
  isUncounted?: boolean
}

/**
 * The web door's only try/catch: authenticates, counts the request, runs one operation and puts its
 * output in the envelope, or any error in a problem document. 401 before 403 before 400.
 */
export function route<Output>(
  operation: Operation<never, Output>,
  options: RouteOptions<Output> = {},
): Handler {
  const { status = 200 } = options
  const handler = answered(async (request, segment) => {
    const context = await authenticate(request)
    const limit = options.isUncounted
      ? undefined
      : await countRequest(context.principal.apiKeyId ?? context.principal.userId)
    operation.authorize(context)
    const input = await readInput(request, (await segment.params) ?? {})
    const output = await operation.execute(context, input as never, idempotencyOf(request, input))
    const response = (await options.respond?.(output, request, context)) ?? json(operation, output, status)
    for (const [name, value] of Object.entries(options.headers?.(output) ?? {}))
      response.headers.set(name, value)
    if (limit) withRateLimit(response, limit)
    return { response, context, operation: operation.name }
  })
  return Object.assign(handler, { operation, status })
}

/** A handler that authenticates by itself, inside the same error envelope; described where it has a summary. */
export function rawRoute(
  name: string,
  run: (request: Request, params: Record<string, string>) => Promise<Response>,
  summary?: string,
): Handler {
  const handler = answered(async (request, segment) => {
    const params = (await segment.params) as Record<string, string>
    return { response: await run(request, params), operation: name }
  })
  return summary ? Object.assign(handler, { raw: { name, summary } }) : handler
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
type Method = (typeof methods)[number]

/** All methods of one path: the given ones, and a 405 that names them for every other. */
export function endpoints(handlers: Partial<Record<Method, Handler>>): Record<Method, Handler> {
  const allow = methods.filter((method) => handlers[method] || (method === 'HEAD' && handlers.GET))
  const refuse = answered(() => {
    throw new AppError('method_not_allowed', `This address takes ${allow.join(', ')}.`, { allow })
  })
  const complete = { HEAD: handlers.GET, ...handlers }
  return Object.fromEntries(methods.map((method) => [method, complete[method] ?? refuse])) as Record<
    Method,
    Handler
  >
}

interface Answer {
  response: Response
  context?: Context
  operation?: string
}

function answered(run: (request: Request, segment: Segment) => Promise<Answer>): Handler {
  return async (request, segment) => {
    const startedAt = performance.now()
    const requestId = requestIdOf(request.headers)
    let answer: Answer
    try {
      answer = await run(request, segment)
    } catch (error) {
      answer = { response: problem(toAppError(error, requestId), requestId) }
    }
    const { response, context, operation } = answer
    response.headers.set('X-Request-Id', requestId)
    if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'no-store')
    log.info(
      {
        requestId,
        method: request.method,
        path: request.url.replace(/^[a-z]+:\/\/[^/]+|\?.*$/g, ''),
        operation,
        status: response.status,
        tenantId: context?.principal.tenantId,
        userId: context?.principal.userId,
        durationMs: Math.round(performance.now() - startedAt),
      },
      'request',
    )
    return response
  }
}

function json(operation: Operation<never>, output: unknown, status: number): Response {
  if (operation.kind !== 'page') return Response.json({ success: true, data: output }, { status })
  const { items, pagination } = output as { items: unknown; pagination: unknown }
  return Response.json({ success: true, data: items, pagination }, { status })
}

function withRateLimit(response: Response, { limit, remaining, resetSeconds }: RateLimit): Response {
  const window = env().RATE_LIMIT_WINDOW_SECONDS
  response.headers.set('RateLimit-Policy', `"default";q=${limit};w=${window}`)
  response.headers.set('RateLimit', `"default";r=${remaining};t=${resetSeconds}`)
  return response
}

function idempotencyOf(request: Request, input: unknown) {
  const key = request.headers.get('idempotency-key')
  if (key === null || request.method !== 'POST') return undefined
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw invalid('Idempotency-Key', 'must be 1 to 255 printable ASCII characters without spaces')
  }
  return { key, route: `POST ${new URL(request.url).pathname}`, input }
}
