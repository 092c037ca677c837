import type { OAuthConfig } from 'next-auth/providers/oauth'
import { env } from '../env.ts'
import { type SignedIn, signInVerified } from './sign-in.ts'

interface Claims {
  sub: string
  email?: string
  email_verified?: boolean
}

/** The name of the identity provider on the sign-in page; undefined where none is configured. */
export function oidcName(): string | undefined {
  const { AUTH_OIDC_ISSUER, AUTH_OIDC_NAME } = env()
  return AUTH_OIDC_ISSUER ? AUTH_OIDC_NAME : undefined
}

/**
 * The company's identity provider, when the environment names one. It opens accounts that exist and makes
 * none: whose verified address is no active user's is refused.
 */
export function oidcProvider(from: { requestId: string; address: string }): OAuthConfig<Claims>[] {
  const { AUTH_OIDC_ISSUER, AUTH_OIDC_CLIENT_ID, AUTH_OIDC_CLIENT_SECRET, AUTH_OIDC_NAME } = env()
  if (!AUTH_OIDC_ISSUER) return []
  return [
    {
      id: 'oidc',
      name: AUTH_OIDC_NAME,
      type: 'oauth',
      wellKnown: `${AUTH_OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`,
      authorization: { params: { scope: 'openid email' } },
      clientId: AUTH_OIDC_CLIENT_ID ?? '',
      clientSecret: AUTH_OIDC_CLIENT_SECRET ?? '',
      idToken: true,
      checks: ['pkce', 'state', 'nonce'],
      async profile({ email, email_verified }) {
        const user = email && email_verified === true ? await signInVerified(email, from) : null
        return user ?? nobody
      },
    },
  ]
}

/** next-auth wants a user from a profile; its signIn callback turns this one away. */
export const nobody: SignedIn = { id: 'nobody', sessionVersion: 0 }
