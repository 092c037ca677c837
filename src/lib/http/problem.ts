import { type AppError, statusOf } from '../errors.ts'

/** RFC 9457, with the members that clients of the envelope read. */
export function problem({ code, message, details }: AppError, requestId: string): Response {
  const status = statusOf[code]
  const { errors = [], retryAfterSeconds, allow } = details
  const body = {
    type: 'about:blank',
    title: titles[code],
    status,
    detail: message,
    success: false,
    code,
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
  file_lost: 'The stored file is missing',
  file_altered: 'The stored file was altered',
  precondition_failed: 'Changed by somebody else',
  payload_too_large: 'The request is too large',
  unsupported_media_type: 'Unsupported content type',
  idempotency_mismatch: 'Idempotency-Key used for another request',
  precondition_required: 'If-Match is missing',
  rate_limited: 'Too many requests',
  internal: 'Something went wrong',
  unavailable: 'Temporarily unavailable',
}
