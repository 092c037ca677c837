import { AppError, isConnectionError } from '../errors.ts'
import { log } from '../log.ts'

/** The one table from what was thrown to what is answered, for both doors. Unknown errors show nothing of themselves. */
export function toAppError(error: unknown, requestId: string): AppError {
  if (error instanceof AppError) return error
  if (isConnectionError(error)) {
    return new AppError(
      'unavailable',
      'The database cannot be reached right now. Try again in a few seconds.',
      { retryAfterSeconds: 5 },
    )
  }
  if (isTimedOut(error)) {
    return new AppError(
      'unavailable',
      'This took longer than a request may take. Narrow it, or try again later.',
      {
        retryAfterSeconds: 30,
      },
    )
  }
  log.error({ err: error, requestId }, 'request failed')
  return new AppError(
    'internal',
    `Something went wrong on our side; it has been logged. Try again, or report the request ID ${requestId}.`,
  )
}

/** Whether PostgreSQL ended a statement at its time limit. */
function isTimedOut(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ((current as { code?: string }).code === '57014') return true
  }
  return false
}
