import { cookies } from 'next/headers'
import { connection } from 'next/server'
import { decode, encode } from 'next-auth/jwt'
import type { Principal } from '../context.ts'
import { env } from '../env.ts'
import { noteFailure } from './exchange.ts'
import { findPrincipalBySession } from './principals.ts'
import type { SignedIn } from './sign-in.ts'

export const sessionSeconds = 12 * 3600

export const usesHttps = () => env().APP_URL.startsWith('https:')

/** What next-auth names its session cookie. */
export const sessionCookie = () => `${usesHttps() ? '__Secure-' : ''}next-auth.session-token`

/**
 * The signed-in user as they are now, or undefined: also after a sign-out, a new password or disabling, which
 * raise the version that the session's token was made for. For pages and server actions.
 */
export async function findSessionPrincipal(): Promise<Principal | undefined> {
  // Pages are built where there is no environment yet: they must wait for a request before it is read.
  await connection()
  const session = await readSession((await cookies()).get(sessionCookie())?.value)
  if (!session) return undefined
  return findPrincipalBySession(session).catch((error) => {
    noteFailure(error)
    throw error
  })
}

/** The session in a token of ours; undefined for anything else. */
async function readSession(token: string | undefined): Promise<SignedIn | undefined> {
  if (!token || token.length > 4096) return undefined
  const content = await decode({ token, secret: env().AUTH_SECRET }).catch(() => null)
  const { sub, version } = content ?? {}
  return typeof sub === 'string' && typeof version === 'number'
    ? { id: sub, sessionVersion: version }
    : undefined
}

/** Gives the browser that sent the current request a new session, where what it did has ended the old one. */
export async function renewSession({ id, sessionVersion }: SignedIn): Promise<void> {
  const token = { sub: id, version: sessionVersion }
  const value = await encode({ token, secret: env().AUTH_SECRET, maxAge: sessionSeconds })
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: usesHttps() } as const
  ;(await cookies()).set(sessionCookie(), value, { ...options, maxAge: sessionSeconds })
}
