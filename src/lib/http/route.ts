import { authenticate } from '../access/auth.ts'
import { noteOperation } from '../access/exchange.ts'
import { countRequest, type RateLimit, RateLimited } from '../access/rate-limit.ts'
import { requestIdOf } from '../access/request.ts'
import { isSigned, verifySigned } from '../access/signatures/signed-request.ts'
import type { Context } from '../context.ts'
import { env } from '../env.ts'
import { AppError, invalid } from '../errors.ts'
import { type Operation, urgently } from '../operation/operation.ts'
import { checkIfMatch, conditional, type Versioned } from './preconditions.ts'
import { problem } from './problem.ts'
import { readBytes, readFileInput, readInput } from './request-input.ts'
import { toAppError } from './to-app-error.ts'

type Segment = { params: Promise<Record<string, string | string[]>> }

export interface Handler {
  (request: Request, segment: Segment): Promise<Response>
  /** What the handler runs, for the API description. */
  operation?: Operation<never>
  status?: number
  /** Set where the body is a file: how large it may be. */
  takesFile?: number
  /** Set where a DELETE has a body. */
  takesBody?: true
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
  /** Set where the resource has a `version`: the operation compares it with `requireVersion`. */
  ifMatch?: Versioned
  /** Set where a repeat would do everything twice. */
  needsIdempotencyKey?: boolean
  /** Set where the body is a file of at most so many bytes, which the operation gets as `file`. */
  takesFile?: number
  /** Set where a DELETE has a body, such as a password. */
  takesBody?: true
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
  const handler = answered((request, segment, counted) =>
    urgently(operation, async () => {
      const caller = await authenticate(request)
      noteOperation(operation.name, caller.principal)
      if (!options.isUncounted && !operation.isUrgent)
        counted.limit = await countRequest(caller.principal.userId)
      const context = await verifiedCaller(request, caller, operation, options.takesFile)
      operation.authorize(context)
      const params = (await segment.params) ?? {}
      const output = await withInput(request, params, options, (input) => {
        checkIfMatch(request, options.ifMatch)
        if (options.needsIdempotencyKey && !request.headers.has('idempotency-key'))
          throw invalid(
            'Idempotency-Key',
            'is required: send a new value, such as a UUID, with every new request',
          )
        return operation.execute(context, input as never, idempotencyOf(request, input))
      })
      const other = await options.respond?.(output, request, context)
      const response = other ?? (await conditional(request, json(operation, output, status), output))
      for (const [name, value] of Object.entries(options.headers?.(output) ?? {}))
        response.headers.set(name, value)
      return response
    }),
  )
  const file = options.takesFile === undefined ? {} : { takesFile: options.takesFile }
  const body = options.takesBody ? { takesBody: options.takesBody } : {}
  return Object.assign(handler, { operation, status, ...file, ...body })
}

/** A signature that was sent has to hold, wherever it was sent. A stop is not held up by one. */
async function verifiedCaller(
  request: Request,
  caller: Context,
  { isUrgent }: Operation<never>,
  takesFile: number | undefined,
): Promise<Context> {
  if (isUrgent || !isSigned(request)) return caller
  if (takesFile !== undefined) throw invalid('Signature-Input', 'cannot sign a file; leave the signature out')
  return verifySigned(request, await readBytes(request.clone()), caller)
}

/** A file is gone again when the request ends, however it ends. */
async function withInput<T>(
  request: Request,
  params: Record<string, string | string[]>,
  { takesFile, takesBody }: { takesFile?: number; takesBody?: true },
  run: (input: unknown) => Promise<T>,
): Promise<T> {
  if (takesFile === undefined) return run(await readInput(request, params, takesBody))
  const input = await readFileInput(request, params, takesFile)
  try {
    return await run(input)
  } finally {
    await input.file.remove()
  }
}

/** A handler that authenticates by itself, inside the same error envelope; described where it has a summary. */
export function rawRoute(
  name: string,
  run: (request: Request, params: Record<string, string>) => Promise<Response>,
  summary?: string,
): Handler {
  const handler = answered(async (request, segment) => {
    noteOperation(name)
    return run(request, (await segment.params) as Record<string, string>)
  })
  return summary ? Object.assign(handler, { raw: { name, summary } }) : handler
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
type Method = (typeof methods)[number]

/** All methods of one path: the given ones, and a 405 that names them for every other. */
export function endpoints(handlers: Partial<Record<Method, Handler>>): Record<Method, Handler> {
  const allow = methods.filter((method) => handlers[method] || (method === 'HEAD' && handlers.GET))
  const refuse = answered(() => {
    throw new AppError('method_not_allowed', `This address accepts only ${allow.join(', ')}.`, { allow })
  })
  const complete = { HEAD: handlers.GET, ...handlers }
  return Object.fromEntries(methods.map((method) => [method, complete[method] ?? refuse])) as Record<
    Method,
    Handler
  >
}

/** What is known of the caller's budget by the time an answer or an error is there. */
interface Counted {
  limit?: RateLimit
}

function answered(run: (request: Request, segment: Segment, counted: Counted) => Promise<Response>): Handler {
  return async (request, segment) => {
    const requestId = requestIdOf(request.headers)
    const counted: Counted = {}
    let response: Response
    try {
      response = await run(request, segment, counted)
    } catch (error) {
      if (error instanceof RateLimited) counted.limit = error.rateLimit
      response = problem(toAppError(error, requestId), requestId)
    }
    response.headers.set('X-Request-Id', requestId)
    response.headers.set('X-Content-Type-Options', 'nosniff')
    if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'no-store')
    if (counted.limit) addRateLimit(response.headers, counted.limit)
    return response
  }
}

function json(operation: Operation<never>, output: unknown, status: number): Response {
  if (operation.kind !== 'page') return Response.json({ success: true, data: output }, { status })
  const { items, pagination } = output as { items: unknown; pagination: unknown }
  return Response.json({ success: true, data: items, pagination }, { status })
}

function addRateLimit(headers: Headers, { limit, remaining, resetSeconds }: RateLimit): void {
  headers.set('RateLimit-Policy', `"default";q=${limit};w=${env().RATE_LIMIT_WINDOW_SECONDS}`)
  headers.set('RateLimit', `"default";r=${remaining};t=${resetSeconds}`)
}

function idempotencyOf(request: Request, input: unknown) {
  const key = request.headers.get('idempotency-key')
  if (key === null || request.method !== 'POST') return undefined
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw invalid('Idempotency-Key', 'must be 1 to 255 printable ASCII characters without spaces')
  }
  return { key, route: `POST ${new URL(request.url).pathname}`, input }
}
