import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { env } from '#src/lib/env.ts'
import { AppError } from '#src/lib/errors.ts'

/** Who may fetch which file until when. The rights are looked up again when the link is used. */
export interface Grant {
  exportId: string
  fileName: string
  /** Absent: somebody without an account. */
  userId?: string | undefined
  apiKeyId?: string | undefined
  /** The address of a person without an account, who has used their code. */
  guest?: string | undefined
  /** Unix seconds. */
  expires: number
}

/** The address of a file for one person, good until the grant expires. */
export function signLink(grant: Grant): string {
  const url = new URL(`/api/v1/files/${grant.exportId}/${encodeURIComponent(grant.fileName)}`, env().APP_URL)
  url.search = queryOf(grant, signatureOf(grant)).toString()
  return url.toString()
}

/** The only way to write a grant: a link that says the same in another form is an altered one. */
function queryOf({ userId, apiKeyId, guest, expires }: Grant, signature: Buffer): URLSearchParams {
  return new URLSearchParams({
    ...(guest === undefined ? { user: userId ?? '' } : { guest }),
    ...(apiKeyId ? { key: apiKeyId } : {}),
    expires: String(expires),
    signature: signature.toString('base64url'),
  })
}

/** The grant behind an address; throws `forbidden` when altered and `gone` when too late. */
export function readLink(exportId: string, fileName: string, query: URLSearchParams): Grant {
  const expires = Number(query.get('expires'))
  const grant = {
    exportId,
    fileName,
    userId: query.get('user') ?? undefined,
    apiKeyId: query.get('key') ?? undefined,
    guest: query.get('guest') ?? undefined,
    expires,
  }
  const expected = signatureOf(grant)
  const given = Buffer.from(query.get('signature') ?? '', 'base64url')
  const isSigned = given.length === expected.length && timingSafeEqual(given, expected)
  if (!isSigned || query.toString() !== queryOf(grant, expected).toString()) {
    throw new AppError('forbidden', 'This download link was altered. Open the export to get a new one.')
  }
  if (expires * 1000 < Date.now()) {
    throw new AppError('gone', 'This download link has expired. Open the export to get a new one.')
  }
  return grant
}

function signatureOf({ exportId, fileName, userId = '', apiKeyId = '', guest = '', expires }: Grant): Buffer {
  const key = Buffer.from(hkdfSync('sha256', env().AUTH_SECRET, '', 'waybill download link v1', 32))
  return createHmac('sha256', key)
    .update(JSON.stringify([exportId, fileName, userId, apiKeyId, guest, expires]))
    .digest()
}
