import { hkdfSync } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { requestNonces } from '../../db/schema/operations.ts'
import { systemTransaction, transaction } from '../../db/transaction.ts'
import { env } from '../../env.ts'
import { AppError } from '../../errors.ts'
import { prefixOf } from '../api-keys.ts'
import { SignatureRefused, signatureSeconds, verifyRequest } from './request-signature.ts'

/** What an API key signs with: made of AUTH_SECRET and the key's prefix, so that it is stored nowhere. */
export function signingSecretOf(prefix: string): string {
  const bytes = hkdfSync('sha256', env().AUTH_SECRET, prefix, 'waybill request signing v1', 32)
  return `wbs_${Buffer.from(bytes).toString('base64url')}`
}

/** Whether a request says that it is signed. */
export function isSigned({ headers }: Request): boolean {
  return headers.has('signature-input') || headers.has('signature')
}

/** The caller of a signed request, once; throws `invalid_signature` where it does not hold or came before. */
export async function verifySigned(request: Request, body: Uint8Array, context: Context): Promise<Context> {
  const { tenantId, apiKeyId } = context.principal
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  const prefix = bearer && prefixOf(bearer)
  if (!apiKeyId || !prefix)
    throw refused('Only requests with an API key are signed. Leave the signature out.')
  const { nonce, keyId } = verified(request, body, prefix)
  const inserted = await transaction(tenantId, 'read write', (tx) =>
    tx
      .insert(requestNonces)
      .values({ tenantId, keyId, nonce })
      .onConflictDoNothing()
      .returning({ nonce: requestNonces.nonce }),
  )
  if (inserted.length === 0) throw refused('This nonce was used before. Sign each request anew.')
  return { ...context, isSigned: true }
}

function verified(request: Request, body: Uint8Array, prefix: string) {
  const { method, url, headers } = request
  try {
    return verifyRequest({ method, url, body }, headers, (keyId) => {
      if (keyId !== prefix)
        throw new SignatureRefused(`The keyid must be ${prefix}, the prefix of the API key.`)
      return signingSecretOf(prefix)
    })
  } catch (error) {
    throw error instanceof SignatureRefused ? refused(error.message) : error
  }
}

function refused(message: string): AppError {
  return new AppError('invalid_signature', message)
}

/** Removes at most `limit` nonces whose signatures hold no longer; returns how many. */
export function forgetOldNonces(limit: number): Promise<number> {
  return systemTransaction(async (tx) => {
    const { rowCount } = await tx.execute(sql`
      delete from request_nonces where ctid = any(array(
        select ctid from request_nonces where seen_at < now() - make_interval(secs => ${2 * signatureSeconds})
        order by seen_at limit ${limit} for update skip locked))`)
    return rowCount ?? 0
  })
}
