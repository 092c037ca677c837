import { type AppError, statusOf } from '../errors.ts'
import type { Replacement } from './replacement.ts'

/** The error as an answer of the API. */
export function problem(error: AppError, requestId: string): Response {
  const { status, headers, body } = problemDocument(error, requestId)
  return new Response(body, { status, headers })
}

/** RFC 9457, with the members that clients of the envelope read. */
export function problemDocument({ code, message, details }: AppError, requestId: string): Replacement {
  const status = statusOf[code]
  const { errors = [], retryAfterSeconds, allow, facts } = details
  const body = {
    ...facts,
    type: 'about:blank',
    title: titles[code],
    status,
    detail: message,
    success: false,
    code,
    errors,
    request_id: requestId,
  }
  const headers = {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...(retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) }),
    ...(allow ? { Allow: allow.join(', ') } : {}),
    ...(status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
  }
  return { status, headers, body: JSON.stringify(body) }
}

const titles: Record<keyof typeof statusOf, string> = {
  invalid_request: 'The request is not valid',
  unauthenticated: 'Not signed in',
  signature_required: 'The request is not signed',
  invalid_signature: 'The signature does not hold',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  method_not_allowed: 'Method not allowed',
  conflict: 'Conflict with the current state',
  duplicate: 'Already exists',
  illegal_transition: 'Not possible in the current state',
  in_use: 'Still in use',
  deadline_passed: 'The deadline has passed',
  insufficient_stock: 'Not enough stock',
  stale: 'Moved in the meantime',
  gone: 'No longer available',
  file_lost: 'The stored file is missing',
  file_altered: 'The stored file was altered',
  trade_refused: 'No room in the budget',
  trading_halted: 'Spending is stopped',
  no_budget: 'No budget in this currency',
  source_auth_failed: 'The source refused the user',
  source_permission_denied: 'The source allows no reading',
  source_changed: 'The table has changed',
  source_unreachable: 'The source cannot be reached',
  source_timeout: 'The source took too long',
  source_conflict: 'The source ended the reading',
  precondition_failed: 'Changed by someone else',
  payload_too_large: 'The request is too large',
  unsupported_media_type: 'Unsupported content type',
  idempotency_mismatch: 'Idempotency-Key used for another request',
  precondition_required: 'If-Match is missing',
  rate_limited: 'Too many requests',
  internal: 'Something went wrong',
  unavailable: 'Temporarily unavailable',
}
