import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { env } from '#src/lib/env.ts'
import { AppError } from '#src/lib/errors.ts'

/** Who was sent the link to which export. Whether they may open it is looked up when they do. */
export interface Guest {
  exportId: string
  /** In lower case. */
  email: string
}

/** The page where a person without an account asks for their code. What it says stands behind #: no log has it. */
export function guestLink(guest: Guest): string {
  const text = [guest.exportId, encode(guest.email), signatureOf(guest).toString('base64url')].join('.')
  return new URL(`/guest#${text}`, env().APP_URL).toString()
}

/** Whose link it is; throws `forbidden` when it was altered. It gives nothing without the code. */
export function readGuestLink(text: string): Guest {
  const [exportId = '', address = '', signature = ''] = text.split('.')
  const guest = { exportId, email: Buffer.from(address, 'base64url').toString() }
  const given = Buffer.from(signature, 'base64url')
  const expected = signatureOf(guest)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new AppError('forbidden', 'This link is incomplete or was altered. Open it again from the email.')
  }
  return guest
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64url')
}

function signatureOf({ exportId, email }: Guest): Buffer {
  const key = Buffer.from(hkdfSync('sha256', env().AUTH_SECRET, '', 'waybill guest link v1', 32))
  return createHmac('sha256', key)
    .update(JSON.stringify([exportId, email]))
    .digest()
}
