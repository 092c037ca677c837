import { Stack } from '@mantine/core'
import type { Metadata } from 'next'
import { PageHeader } from '#src/components/page-header.tsx'
import { NameForm } from '#src/features/accounts/components/account/name-form.tsx'
import { PasswordForm } from '#src/features/accounts/components/account/password-form.tsx'
import { SessionsCard } from '#src/features/accounts/components/account/sessions-card.tsx'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Account' }

export default async function AccountPage() {
  const { principal } = await pageContext('/settings/password')
  const { email, firstName, lastName, passwordIsTemporary } = principal
  return (
    <>
      <PageHeader
        title={passwordIsTemporary ? 'Choose your own password' : 'Account'}
        description={
          passwordIsTemporary
            ? 'You are using a temporary password. Choose your own to continue.'
            : `Signed in as ${email}`
        }
      />
      <Stack gap="lg">
        <PasswordForm email={email} wasTemporary={passwordIsTemporary} />
        {passwordIsTemporary ? null : (
          <>
            <NameForm names={{ first_name: firstName, last_name: lastName }} />
            <SessionsCard />
          </>
        )}
      </Stack>
    </>
  )
}
