import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { findPrincipalAgain } from './principals.ts'

/** The same caller with the rights of now: a stream lasts longer than a right may. */
export async function withRightsOfNow(context: Context): Promise<Context> {
  const { userId, apiKeyId } = context.principal
  const principal = await findPrincipalAgain(userId, apiKeyId ?? null)
  if (principal) return { ...context, principal }
  throw new AppError('unauthenticated', 'Your account or API key is no longer active.')
}
