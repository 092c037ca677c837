import { headers } from 'next/headers'
import { sessionContext } from '../access/auth.ts'
import { requestIdOf } from '../access/request.ts'
import type { ErrorCode, FieldError } from '../errors.ts'
import type { Operation } from '../operation/operation.ts'
import { toAppError } from './to-app-error.ts'

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

/** What an action shows of an error. */
export function toProblem(error: unknown, requestId: string): Problem {
  const { code, message, details } = toAppError(error, requestId)
  return { code, message, errors: details.errors ?? [] }
}
