import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { env } from '#src/lib/env.ts'
import { AppError } from '#src/lib/errors.ts'

/** Whose emails of which schedule are to stop. */
export interface Unsubscription {
  scheduleId: string
  email: string
}

/** The page where a person stops their emails, and the address where their mail program does so with one POST. */
export function unsubscribeLinks(wanted: Unsubscription): { page: string; oneClick: string } {
  const query = new URLSearchParams({
    schedule: wanted.scheduleId,
    email: wanted.email,
    signature: signatureOf(wanted).toString('base64url'),
  })
  const at = (path: string) => new URL(`${path}?${query}`, env().APP_URL).toString()
  return { page: at('/unsubscribe'), oneClick: at('/api/v1/unsubscribe') }
}

/** What a link says; throws `forbidden` when it was altered. It never expires: a mail may be read years later. */
export function readUnsubscribeLink(query: URLSearchParams): Unsubscription {
  const wanted = { scheduleId: query.get('schedule') ?? '', email: query.get('email') ?? '' }
  const given = Buffer.from(query.get('signature') ?? '', 'base64url')
  const expected = signatureOf(wanted)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new AppError('forbidden', 'This link is incomplete or was altered. Open it again from the email.')
  }
  return wanted
}

function signatureOf({ scheduleId, email }: Unsubscription): Buffer {
  const key = Buffer.from(hkdfSync('sha256', env().AUTH_SECRET, '', 'waybill unsubscribe link v1', 32))
  return createHmac('sha256', key)
    .update(JSON.stringify([scheduleId, email]))
    .digest()
}
