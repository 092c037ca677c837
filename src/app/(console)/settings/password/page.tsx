import type { Metadata } from 'next'
import { PageHeader } from '#src/components/page-header.tsx'
import { PasswordForm } from '#src/features/accounts/components/password-form.tsx'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Password' }

export default async function PasswordPage() {
  const { principal } = await pageContext('/settings/password')
  return (
    <>
      <PageHeader title="Password" description={`For ${principal.email}`} />
      <PasswordForm email={principal.email} />
    </>
  )
}
