import { headers } from 'next/headers'
import { sessionContext } from '../access/auth.ts'
import { noteOperation } from '../access/exchange.ts'
import { countAction, countFailedAuthentication } from '../access/rate-limit.ts'
import { clientAddress, requestIdOf } from '../access/request.ts'
import type { Context } from '../context.ts'
import type { ErrorCode, FieldError } from '../errors.ts'
import { type Operation, urgently } from '../operation/operation.ts'
import { toAppError } from './to-app-error.ts'

/** What went wrong, fit to be shown. */
export interface Problem {
  code: ErrorCode
  message: string
  errors: FieldError[]
}

export type Answer<Output> = { ok: true; data: Output } | { ok: false; problem: Problem }

/**
 * One operation as the signed-in user. Errors come back as values: what an action throws reaches nobody.
 * `ifMatch` is the version that the form was filled in for.
 */
export async function answer<Input, Output>(
  operation: Operation<Input, Output>,
  input: NoInfer<Input>,
  ifMatch?: number,
): Promise<Answer<Output>> {
  return urgently(operation, () =>
    settled(async () => {
      const context = await actionContext(operation.name, operation.isUrgent)
      const seen = ifMatch === undefined ? {} : { ifMatch: `"${ifMatch}"` }
      return operation.execute({ ...context, ...seen }, input)
    }),
  )
}

/** The context of the server action that runs; unless it is urgent, it counts against its person's budget. */
export async function actionContext(name: string, isUrgent = false): Promise<Context> {
  // Noted first: an action that no operation was noted for could not be read.
  noteOperation(name)
  const context = await sessionContext(await headers())
  noteOperation(name, context.principal)
  if (!isUrgent) await countAction(context.principal.userId)
  return context
}

/** What somebody may do who is not signed in, such as accepting an invitation; counted by address. */
export async function answerAnybody<Output>(
  name: string,
  run: (from: { requestId: string; address: string }) => Promise<Output>,
): Promise<Answer<Output>> {
  return settled(async () => {
    noteOperation(name)
    const given = await headers()
    const address = clientAddress(given)
    await countFailedAuthentication(address)
    return run({ requestId: requestIdOf(given), address })
  })
}

/** What an action shows of an error. */
export function toProblem(error: unknown, requestId: string): Problem {
  const { code, message, details } = toAppError(error, requestId)
  return { code, message, errors: details.errors ?? [] }
}

/** What `run` answers, or the problem that it threw. */
export async function settled<Output>(run: () => Promise<Output>): Promise<Answer<Output>> {
  try {
    return { ok: true, data: await run() }
  } catch (error) {
    return { ok: false, problem: toProblem(error, requestIdOf(await headers())) }
  }
}
