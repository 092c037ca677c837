import { currentExchange } from '../access/exchange.ts'
import { sqlStateOf } from '../db/transaction.ts'
import { AppError, isConnectionError } from '../errors.ts'
import { log } from '../log.ts'
import { reportError } from '../resilience/error-groups.ts'

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
  if (sqlStateOf(error) === statementTimedOut) {
    return new AppError(
      'unavailable',
      'This took longer than a request may take. Narrow it, or try again later.',
      {
        retryAfterSeconds: 30,
      },
    )
  }
  if (sqlStateOf(error) === lockNotAvailable) {
    return new AppError(
      'unavailable',
      'Somebody else is changing this right now, and nothing was changed. Try again in a second.',
      { retryAfterSeconds: 1 },
    )
  }
  log.error({ err: error, requestId }, 'request failed')
  const { tenantId, operations } = currentExchange() ?? {}
  if (tenantId)
    void reportError(error, { tenantId, requestId, place: [...operations!].join(' ') || 'unknown' })
  return new AppError(
    'internal',
    `Something went wrong on our side; it has been logged. Try again, or report the request ID ${requestId}.`,
  )
}

const statementTimedOut = '57014'
const lockNotAvailable = '55P03'
