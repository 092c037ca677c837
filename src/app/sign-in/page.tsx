import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { localPath } from '#src/lib/access/local-path.ts'
import { oidcName } from '#src/lib/access/oidc.ts'
import { findSessionPrincipal } from '#src/lib/access/session.ts'
import { SignInForm } from './sign-in-form.tsx'

export const metadata: Metadata = { title: 'Sign in' }

type Parameter = string | string[] | undefined

interface Props {
  searchParams: Promise<{ callbackUrl?: Parameter; error?: Parameter; notice?: Parameter }>
}

export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl, error, notice } = await searchParams
  // First: without a request there is no environment that the path could be compared with.
  const principal = await findSessionPrincipal()
  const next = localPath(callbackUrl)
  if (principal) redirect(next)
  return (
    <SignInForm
      next={next}
      provider={oidcName()}
      refusedBefore={error === undefined ? undefined : refusalOf(error)}
      notice={notice === 'password-set' ? 'password-set' : undefined}
    />
  )
}

/** What next-auth says of a sign-in at the identity provider; it also says so of our own form's first visit. */
function refusalOf(error: Parameter) {
  if (error === 'AccessDenied') return 'no-account' as const
  return typeof error === 'string' && /^(OAuth|Callback)/.test(error) ? ('provider' as const) : undefined
}
