import { AppError, isConnectionError, statusOf } from './errors.ts'
import { log } from './log.ts'

/** RFC 9457, with the members that clients of the envelope read. Unknown errors show nothing of themselves. */
export function problem(error: unknown, requestId: string): Response {
  const known = asAppError(error)
  if (known.code === 'internal') log.error({ err: error, requestId }, 'request failed')
  const status = statusOf[known.code]
  const { errors = [], retryAfterSeconds, allow } = known.details
  const body = {
    type: 'about:blank',
    title: titles[known.code],
    status,
    detail: known.message,
    success: false,
    code: known.code,
    errors,
    request_id: requestId,
  }
  const headers = new Headers({ 'Content-Type': 'application/problem+json' })
  if (retryAfterSeconds !== undefined) headers.set('Retry-After', String(retryAfterSeconds))
  if (allow) headers.set('Allow', allow.join(', '))
  if (status === 401) headers.set('WWW-Authenticate', 'Bearer')
  return new Response(JSON.stringify(body), { status, headers })
}

const titles: Record<keyof typeof statusOf, string> = {
  invalid_request: 'The request is not valid',
  unauthenticated: 'Not signed in',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  method_not_allowed: 'Method not allowed',
  conflict: 'Conflict with the current state',
  gone: 'No longer available',
  payload_too_large: 'The request is too large',
  unsupported_media_type: 'Unsupported content type',
  idempotency_mismatch: 'Idempotency-Key used for another request',
  rate_limited: 'Too many requests',
  internal: 'Something went wrong',
  unavailable: 'Temporarily unavailable',
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (isConnectionError(error)) {
    return new AppError(
      'unavailable',
      'The database cannot be reached just now. Try again in a few seconds.',
      {
        retryAfterSeconds: 5,
      },
    )
  }
  return new AppError(
    'internal',
    'This is our fault and has been logged. Try again, or report the request id.',
  )
}
