import type { AuthOptions } from 'next-auth'
import type { JWT } from 'next-auth/jwt'
import CredentialsProvider from 'next-auth/providers/credentials'
import type { Context } from '../context.ts'
import { env } from '../env.ts'
import { AppError } from '../errors.ts'
import { log } from '../log.ts'
import { localPath } from './local-path.ts'
import { nobody, oidcProvider } from './oidc.ts'
import { findPrincipalByApiKey } from './principals.ts'
import { countFailedAuthentication } from './rate-limit.ts'
import { clientAddress, requestIdOf, requireOwnOrigin } from './request.ts'
import { findSessionPrincipal, sessionSeconds, usesHttps } from './session.ts'
import { type SignedIn, signIn, signOut } from './sign-in.ts'

/**
 * next-auth's settings for one request: the session holds a user id and a version, rights are read at each
 * request. `onRefusal` hears what next-auth would tell as a mere text.
 */
export function authOptions(headers: Headers, onRefusal: (error: unknown) => void): AuthOptions {
  const from = { requestId: requestIdOf(headers), address: clientAddress(headers) }
  return {
    secret: env().AUTH_SECRET,
    useSecureCookies: usesHttps(),
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    // next-auth has pages of its own for all of these, which know neither our words nor our policy.
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in', verifyRequest: '/sign-in' },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: async (credentials) => {
          const { email = '', password = '' } = credentials ?? {}
          try {
            return await signIn({ email, password, ...from })
          } catch (error) {
            onRefusal(error)
            throw new Error('refused')
          }
        },
      }),
      ...oidcProvider(from),
    ],
    callbacks: {
      signIn: ({ user }) => user.id !== nobody.id,
      jwt: ({ token, user }) => (user ? contentOf(user as unknown as SignedIn) : token),
      session: ({ session, token }) => Object.assign(session, { user: { id: token.sub } }),
      redirect: ({ url }) => new URL(localPath(url), env().APP_URL).href,
    },
    events: {
      signOut: async ({ token }) => {
        const { sub, version } = token ?? {}
        if (typeof sub !== 'string' || typeof version !== 'number') return
        await signOut(sub, version, from.requestId).catch((error) => {
          onRefusal(error)
          throw error
        })
      },
    },
    logger: {
      error: (code, metadata) => log.warn({ code, err: reasonIn(metadata), ...from }, 'next-auth'),
      warn: (code) => log.debug({ code, ...from }, 'next-auth'),
      debug: () => {},
    },
  }
}

/** The context of a page or a server action; throws `unauthenticated` without a session. */
export async function sessionContext(headers: Headers): Promise<Context> {
  const principal = await findSessionPrincipal()
  if (!principal) throw unauthenticated('Your session has ended. Sign in again; your form is kept.')
  return { principal, ...requestFacts(headers) }
}

/** The context of an API request: a bearer key when one is sent, else the session cookie. */
export async function authenticate(request: Request): Promise<Context> {
  try {
    return await contextOf(request)
  } catch (error) {
    // Whoever proves nobody is known by the address alone.
    if (error instanceof AppError && error.code === 'unauthenticated')
      await countFailedAuthentication(clientAddress(request.headers))
    throw error
  }
}

async function contextOf({ headers, method }: Request): Promise<Context> {
  const authorization = headers.get('authorization')
  if (authorization === null) {
    if (method !== 'GET' && method !== 'HEAD') requireOwnOrigin(headers)
    const principal = await findSessionPrincipal()
    if (!principal) throw unauthenticated('Sign in, or send an API key as "Authorization: Bearer wb_...".')
    return { principal, ...requestFacts(headers) }
  }
  const bearer = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  const principal = bearer ? await findPrincipalByApiKey(bearer) : undefined
  if (!principal)
    throw unauthenticated('This API key is unknown, revoked or expired. Create one under Settings.')
  return { principal, ...requestFacts(headers) }
}

function requestFacts(headers: Headers) {
  return {
    requestId: requestIdOf(headers),
    ipAddress: clientAddress(headers),
    userAgent: headers.get('user-agent')?.slice(0, 400) ?? '',
    ...(headers.has('if-match') ? { ifMatch: headers.get('if-match')! } : {}),
  }
}

function contentOf({ id, sessionVersion }: SignedIn): JWT {
  return { sub: id, version: sessionVersion }
}

/** next-auth hands over an error, or an object that holds one. */
function reasonIn(metadata: unknown): unknown {
  if (metadata instanceof Error) return metadata
  return (metadata as { error?: unknown } | undefined)?.error
}

function unauthenticated(message: string): AppError {
  return new AppError('unauthenticated', message)
}
