import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** A signature is good for so long, either way, because clocks differ. */
export const signatureSeconds = 300

const covered = '("@method" "@path" "@query" "content-digest")'

export interface Signable {
  method: string
  /** The whole address, or its path and query. */
  url: string
  /** The body as it is sent; empty where there is none. */
  body: string | Uint8Array
}

export interface Signature {
  keyId: string
  nonce: string
  /** Seconds since 1970. */
  created: number
}

/** Why a signature does not hold, in words for whoever made it. */
export class SignatureRefused extends Error {
  override readonly name = 'SignatureRefused'
}

/**
 * The headers that sign a request (RFC 9421 with hmac-sha256, RFC 9530 for the digest). They hold for one request:
 * its nonce is taken once.
 */
export function signRequest(
  request: Signable,
  key: { keyId: string; secret: string },
  { created = Math.floor(Date.now() / 1000), nonce = randomBytes(16).toString('hex') } = {},
): Record<'Content-Digest' | 'Signature-Input' | 'Signature', string> {
  const digest = digestOf(request.body)
  const params = `${covered};created=${created};nonce="${nonce}";keyid="${key.keyId}";alg="hmac-sha256"`
  return {
    'Content-Digest': digest,
    'Signature-Input': `sig1=${params}`,
    Signature: `sig1=:${macOf(request, digest, params, key.secret)}:`,
  }
}

/**
 * What the headers of a request say of its signature, where they hold; throws SignatureRefused where they do not.
 * Whether the nonce was used before is for the caller to find out.
 */
export function verifyRequest(
  request: Signable,
  headers: Headers,
  secretOf: (keyId: string) => string,
  now = Date.now(),
): Signature {
  const [, params = ''] = /^sig1=(.*)$/.exec(headers.get('signature-input') ?? '') ?? []
  const [, listed, rest = ''] =
    /^(\([^()]*\))((?:;[a-z]+=(?:\d{1,12}|"[\w.:+/=-]{1,100}"))*)$/.exec(params) ?? []
  if (listed !== covered)
    throw new SignatureRefused(`Signature-Input must be sig1=${covered} with its parameters.`)
  const given = Object.fromEntries(
    [...rest.matchAll(/;([a-z]+)=("?)([^";]*)\2/g)].map(([, name, , value]) => [name, value]),
  )
  const { keyid: keyId = '', nonce = '', alg = 'hmac-sha256' } = given
  const created = Number(given.created)
  if (!keyId || !Number.isInteger(created) || !/^[\w.:+/=-]{16,100}$/.test(nonce))
    throw new SignatureRefused('Signature-Input needs created, keyid and a nonce of 16 to 100 characters.')
  if (alg !== 'hmac-sha256') throw new SignatureRefused('The alg of Signature-Input must be hmac-sha256.')
  if (Math.abs(now / 1000 - created) > signatureSeconds)
    throw new SignatureRefused(
      `The request was signed more than ${signatureSeconds} seconds ago or ahead. Check your clock.`,
    )
  const digest = headers.get('content-digest') ?? ''
  if (digest !== digestOf(request.body))
    throw new SignatureRefused('Content-Digest must be the sha-256 of the body as it was sent.')
  const [, mac = ''] = /^sig1=:([\w+/=]+):$/.exec(headers.get('signature') ?? '') ?? []
  const right = Buffer.from(macOf(request, digest, params, secretOf(keyId)))
  if (mac.length !== right.length || !timingSafeEqual(Buffer.from(mac), right))
    throw new SignatureRefused('The signature does not match this request and this key.')
  return { keyId, nonce, created }
}

function digestOf(body: string | Uint8Array): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`
}

function macOf({ method, url }: Signable, digest: string, params: string, secret: string): string {
  const { pathname, search } = new URL(url, 'http://localhost')
  const base = [
    `"@method": ${method.toUpperCase()}`,
    `"@path": ${pathname}`,
    `"@query": ${search || '?'}`,
    `"content-digest": ${digest}`,
    `"@signature-params": ${params}`,
  ].join('\n')
  return createHmac('sha256', secret).update(base).digest('base64')
}
