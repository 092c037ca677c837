import type { Metadata } from 'next'
import { UnsubscribeForm } from '#src/features/exports/components/schedules/unsubscribe-form.tsx'
import { readUnsubscriptionAction } from '#src/features/exports/schedules/actions.ts'

export const metadata: Metadata = { title: 'Stop emails', referrer: 'no-referrer' }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Opened from an email, signed in or not. */
export default async function UnsubscribePage({ searchParams }: Props) {
  const { schedule = '', email = '', signature = '' } = await searchParams
  const link = new URLSearchParams({
    schedule: String(schedule),
    email: String(email),
    signature: String(signature),
  }).toString()
  return (
    <main style={{ maxWidth: '28rem', margin: '10vh auto', padding: '0 1rem' }}>
      <UnsubscribeForm link={link} found={await readUnsubscriptionAction(link)} />
    </main>
  )
}
