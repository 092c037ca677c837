import { connection } from 'next/server'
import type { AuthOptions } from 'next-auth'
import { getServerSession } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import type { Context, Principal } from '../context.ts'
import { env } from '../env.ts'
import { AppError } from '../errors.ts'
import { findPrincipalByApiKey, findPrincipalByUser } from './principals.ts'
import { clientAddress, requestIdOf } from './request.ts'
import { signIn } from './sign-in.ts'

/** next-auth's settings: the session holds a user id and nothing else, rights are read at each request. */
export function authOptions(): AuthOptions {
  return {
    secret: env().AUTH_SECRET,
    session: { strategy: 'jwt', maxAge: 12 * 3600 },
    pages: { signIn: '/sign-in' },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: (credentials, request) =>
          signIn({
            email: credentials?.email ?? '',
            password: credentials?.password ?? '',
            address: clientAddress(new Headers(request.headers as Record<string, string>)),
          }),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sub: user.id } : token),
      session: ({ session, token }) => Object.assign(session, { user: { id: token.sub } }),
    },
  }
}

/** The signed-in user as they are now, or undefined. For pages and server actions. */
export async function findSessionPrincipal(): Promise<Principal | undefined> {
  // Pages are built where there is no environment yet: they must wait for a request before it is read.
  await connection()
  const session = await getServerSession(authOptions())
  const userId = (session?.user as { id?: string } | undefined)?.id
  return userId ? findPrincipalByUser(userId) : undefined
}

/** The context of a page or a server action; throws `unauthenticated` without a session. */
export async function sessionContext(headers: Headers): Promise<Context> {
  const principal = await findSessionPrincipal()
  if (!principal) throw unauthenticated('Sign in first.')
  return { principal, ...requestFacts(headers) }
}

/** The context of an API request: a bearer key when one is sent, else the session cookie. */
export async function authenticate(request: Request): Promise<Context> {
  const authorization = request.headers.get('authorization')
  if (authorization === null) {
    requireSameOrigin(request)
    return sessionContext(request.headers)
  }
  const bearer = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  const principal = bearer ? await findPrincipalByApiKey(bearer) : undefined
  if (!principal)
    throw unauthenticated('This API key is unknown, revoked or expired. Create one under Settings.')
  return { principal, ...requestFacts(request.headers) }
}

function requestFacts(headers: Headers) {
  return {
    requestId: requestIdOf(headers),
    ipAddress: clientAddress(headers),
    userAgent: headers.get('user-agent')?.slice(0, 400) ?? '',
    ...(headers.has('if-match') ? { ifMatch: headers.get('if-match')! } : {}),
  }
}

/** A write that rides on the cookie must come from our own pages. */
function requireSameOrigin(request: Request): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  if (origin ? origin === new URL(env().APP_URL).origin : !site || site === 'same-origin') return
  throw new AppError(
    'forbidden',
    'This request came from another site. Use an API key for calls from elsewhere.',
  )
}

function unauthenticated(message: string): AppError {
  return new AppError('unauthenticated', message)
}
