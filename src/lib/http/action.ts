import { headers } from 'next/headers'
import { sessionContext } from '../access/auth.ts'
import { requestIdOf } from '../access/request.ts'
import { AppError, type ErrorCode, type FieldError, isConnectionError } from '../errors.ts'
import { log } from '../log.ts'
import type { Operation } from '../operation/operation.ts'

/** What went wrong, fit to be shown. */
export interface Problem {
  code: ErrorCode
  message: string
  errors: FieldError[]
}

export type Answer<Output> = { ok: true; data: Output } | { ok: false; problem: Problem }

/** One operation as the signed-in user. Errors come back as values: what an action throws reaches nobody. */
export async function answer<Input, Output>(
  operation: Operation<Input, Output>,
  input: NoInfer<Input>,
): Promise<Answer<Output>> {
  const requestHeaders = await headers()
  try {
    const context = await sessionContext(requestHeaders)
    return { ok: true, data: await operation.execute(context, input) }
  } catch (error) {
    return { ok: false, problem: toProblem(error, requestIdOf(requestHeaders)) }
  }
}

/** Unknown errors go to the log and show nothing of themselves. */
export function toProblem(error: unknown, requestId: string): Problem {
  if (error instanceof AppError) {
    return { code: error.code, message: error.message, errors: error.details.errors ?? [] }
  }
  if (isConnectionError(error)) {
    const message = 'The database cannot be reached just now. Try again in a few seconds.'
    return { code: 'unavailable', message, errors: [] }
  }
  log.error({ err: error, requestId }, 'action failed')
  return {
    code: 'internal',
    message: 'This is our fault and has been logged. Try again in a moment.',
    errors: [],
  }
}
