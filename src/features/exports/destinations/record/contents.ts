import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { seal, unseal } from '#src/lib/access/sealed-secret.ts'
import { invalid } from '#src/lib/errors.ts'
import { parseInput } from '#src/lib/operation/operation.ts'
import { type KindKey, kinds } from './kinds.ts'
import type { DestinationRow } from './repository.ts'

type Values = Record<string, unknown>

export function readSettings(kind: KindKey, settings: unknown): Values {
  return parseInput(z.object({ settings: kinds[kind].settings as z.ZodType<Values> }), { settings }).settings
}

/** The secret of a kind, sealed for the row that it belongs to. */
export function sealSecret(kind: KindKey, id: string, secret: unknown): string {
  if (secret === undefined) throw invalid('secret', missing[kind])
  const parsed = parseInput(z.object({ secret: kinds[kind].secret as z.ZodType<Values> }), { secret })
  return seal(id, JSON.stringify(parsed.secret))
}

const missing: Record<KindKey, string> = {
  webhook: 'must be { signing_secret }',
  s3: 'must be { secret_access_key }',
  sftp: 'must be { password } or { private_key, passphrase }',
}

/** Throws when AUTH_SECRET is not the one that it was sealed with. */
export function secretOf({ id, sealedSecret }: DestinationRow): Record<string, string> {
  return JSON.parse(unseal(id, sealedSecret))
}

export function newSigningSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

/**
 * Refuses another address for a secret that the server over there gets to see: whoever changes it must know the
 * secret, or it could be sent to a server of their own.
 */
export function requireSecretAgain(kind: KindKey, before: Values, after: Values): void {
  const address: readonly string[] = kinds[kind].address
  const changed = address.find(
    // Who confirms a host key for the first time sends the secret nowhere else.
    (key) => before[key] !== after[key] && !(key === 'host_key' && before[key] === null),
  )
  if (changed) throw invalid('secret', `is needed again, because ${changed} has changed`)
}
