import type { Metadata } from 'next'
import { connection } from 'next/server'
import { GuestDownload } from '#src/features/exports/components/guests/guest-download.tsx'

export const metadata: Metadata = { title: 'A file for you', referrer: 'no-referrer' }

/** For people without an account; what the link says stands behind #, which only the browser sees. */
export default async function GuestPage() {
  await connection()
  return (
    <main style={{ maxWidth: '28rem', margin: '10vh auto', padding: '0 1rem' }}>
      <GuestDownload />
    </main>
  )
}
