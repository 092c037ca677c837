/** The only table from an error's code to its HTTP status. */
export const statusOf = {
  invalid_request: 400,
  unauthenticated: 401,
  signature_required: 401,
  invalid_signature: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  duplicate: 409,
  illegal_transition: 409,
  in_use: 409,
  deadline_passed: 409,
  insufficient_stock: 409,
  stale: 409,
  file_altered: 409,
  trade_refused: 409,
  trading_halted: 409,
  no_budget: 409,
  source_auth_failed: 409,
  source_permission_denied: 409,
  source_changed: 409,
  gone: 410,
  file_lost: 410,
  precondition_failed: 412,
  payload_too_large: 413,
  unsupported_media_type: 415,
  idempotency_mismatch: 422,
  precondition_required: 428,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
  source_unreachable: 503,
  source_timeout: 503,
  source_conflict: 503,
} as const

export type ErrorCode = keyof typeof statusOf

export interface FieldError {
  /** Where in the input, such as `filters.date_from`. */
  path: string
  code: string
  message: string
}

export interface ErrorDetails {
  errors?: FieldError[]
  retryAfterSeconds?: number
  allow?: string[]
  /** What else a program can go on with, such as `available`: members of the problem document. */
  facts?: Record<string, unknown>
  cause?: unknown
}

/** An error meant for the caller: its message is a sentence that names the next step. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause })
    this.name = 'AppError'
    this.code = code
    this.details = details
  }
}

/** One wrong field. */
export function invalid(path: string, message: string, code = 'invalid_value'): AppError {
  return invalidRequest([{ path, code, message }])
}

/** A value that is not in a list, with the list. */
export function notOneOf(path: string, allowed: readonly { key: string }[]): FieldError {
  const message = `must be one of: ${allowed.map(({ key }) => key).join(', ')}`
  return { path, code: 'invalid_value', message }
}

/** So many wrong fields are told of one request; the answer to a huge request stays small. */
const maxFieldErrors = 50

/** The move that a thing's state does not allow, with those that it does. */
export function illegalTransition(what: string, state: string, legal: readonly string[]): AppError {
  const moves = legal.length > 0 ? `It can be: ${legal.join(', ')}.` : 'It stays as it is.'
  return new AppError('illegal_transition', `This ${what} is ${state.replaceAll('_', ' ')}. ${moves}`, {
    facts: { state, legal },
  })
}

/** All wrong fields at once; the sentence names the first. */
export function invalidRequest(errors: FieldError[]): AppError {
  const told = errors.slice(0, maxFieldErrors).map((error) => ({ ...error, path: shortened(error.path) }))
  const more = errors.length - told.length
  const first = told[0]
  const message = first ? `${first.path || 'request'}: ${first.message}` : 'The request is not valid.'
  return new AppError(
    'invalid_request',
    more > 0 ? `${message} (and ${errors.length - 1} more problems)` : message,
    {
      errors: told,
    },
  )
}

function shortened(path: string): string {
  return path.length > 200 ? `${path.slice(0, 200).toWellFormed()}…` : path
}

/** Another tenant's thing is answered the same way as a thing that never was. */
export function notFound(what: string): AppError {
  return new AppError('not_found', `There is no such ${what}.`)
}

const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  '57P01',
  '57P02',
  '57P03',
  '53300',
])

/** What pg says without a code. */
const connectionMessages =
  /Connection terminated|is not queryable|timeout exceeded when trying to connect|Query read timeout/

/** Whether the database could not be reached, as opposed to having refused a statement. */
export function isConnectionError(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    const code = (current as NodeJS.ErrnoException).code
    if (code && (connectionCodes.has(code) || code.startsWith('08'))) return true
    if (connectionMessages.test(current.message)) return true
  }
  return false
}
