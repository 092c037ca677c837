import type { Metadata } from 'next'
import { connection } from 'next/server'
import { InvitationForm } from '#src/features/accounts/components/account/invitation-form.tsx'

export const metadata: Metadata = { title: 'Choose a password' }

/** The link's secret stands behind #, which only the browser sees. */
export default async function InvitationPage() {
  await connection()
  return (
    <main style={{ maxWidth: '26rem', margin: '10vh auto', padding: '0 1rem' }}>
      <InvitationForm />
    </main>
  )
}
