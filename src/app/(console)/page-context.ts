import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { noteOperation } from '#src/lib/access/exchange.ts'
import { requestIdOf } from '#src/lib/access/request.ts'
import { findSessionPrincipal } from '#src/lib/access/session.ts'
import type { Context } from '#src/lib/context.ts'
import { AppError } from '#src/lib/errors.ts'
import { type Answer, toProblem } from '#src/lib/http/action.ts'

/** Layout and page of one request look the user up once. */
export const findPrincipal = cache(findSessionPrincipal)

const ownPassword = '/settings/password'

/**
 * The context of a signed-in page. Who is signed out goes to the sign-in page and comes back to `path`; who has
 * a temporary password goes and chooses one.
 */
export async function pageContext(path: string): Promise<Context> {
  const principal = await findPrincipal()
  if (!principal) redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`)
  if (principal.passwordIsTemporary && path !== ownPassword) redirect(ownPassword)
  noteOperation('page', principal)
  return { principal, requestId: requestIdOf(await headers()) }
}

const withoutPage = ['not_found', 'invalid_request', 'forbidden']

/** For `.catch()`: what does not exist, or not for this person, has no page. */
export function orNotFound(error: unknown): never {
  if (error instanceof AppError && withoutPage.includes(error.code)) notFound()
  throw error
}

/** What an operation answers, or what went wrong as something that a part of the page can show. */
export function settled<T>(output: Promise<T>, { requestId }: Context): Promise<Answer<T>> {
  return output.then(
    (data) => ({ ok: true, data }),
    (error: unknown) => ({ ok: false, problem: toProblem(error, requestId) }),
  )
}
