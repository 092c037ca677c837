import { createHmac, hkdfSync, randomInt, timingSafeEqual } from 'node:crypto'
import { env } from '#src/lib/env.ts'
import type { Guest } from '../sharing/guest-link.ts'

/** Six random digits. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0')
}

/** Of one guest and one export, with a key that the database does not have. */
export function hashOf({ exportId, email }: Guest, code: string): string {
  const key = Buffer.from(hkdfSync('sha256', env().AUTH_SECRET, '', 'waybill guest code v1', 32))
  return createHmac('sha256', key)
    .update(JSON.stringify([exportId, email, code]))
    .digest('hex')
}

/** Takes the same time wherever the two differ. */
export function isSameHash(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one, 'hex'), Buffer.from(other, 'hex')]
  return left.length === right.length && timingSafeEqual(left, right)
}
