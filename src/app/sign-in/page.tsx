import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { findSessionPrincipal } from '#src/lib/access/auth.ts'
import { localPath } from './local-path.ts'
import { SignInForm } from './sign-in-form.tsx'

export const metadata: Metadata = { title: 'Sign in' }

interface Props {
  searchParams: Promise<{ callbackUrl?: string | string[] }>
}

export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl } = await searchParams
  const next = localPath(callbackUrl)
  if (await findSessionPrincipal()) redirect(next)
  return <SignInForm next={next} />
}
