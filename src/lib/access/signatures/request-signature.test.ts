import { expect, it } from 'vitest'
import { SignatureRefused, signRequest, verifyRequest } from './request-signature.ts'

const key = { keyId: '0123456789ab', secret: 'wbs_secret' }
const request = { method: 'POST', url: 'https://waybill.example/api/x?a=1', body: '{"amount": 1}' }
const made = { created: 1_800_000_000, nonce: 'a-nonce-of-the-tests' }
const now = made.created * 1000

const verify = (changes: Partial<typeof request> = {}, at = now, headers = {}, secret = key.secret) =>
  verifyRequest(
    { ...request, ...changes },
    new Headers({ ...signRequest(request, key, made), ...headers }),
    () => secret,
    at,
  )

// The digest and the signature are openssl's.
it('a signed request is the one that was signed', () => {
  expect(verify()).toEqual({ keyId: key.keyId, ...made })
  expect(signRequest(request, key, made)).toEqual({
    'Content-Digest': 'sha-256=:jDcGnGN7rRhu+dFVZBYG7f7A8TNnWf6Ozui76trAetc=:',
    'Signature-Input': `sig1=("@method" "@path" "@query" "content-digest");created=1800000000;nonce="a-nonce-of-the-tests";keyid="0123456789ab";alg="hmac-sha256"`,
    Signature: 'sig1=:ZA2CRwE3X7HkrYL+GIjDuviqdqXXiTfs06xVa2XuznI=:',
  })
})

it.each([
  ['another method', { method: 'DELETE' }],
  ['another path', { url: 'https://waybill.example/api/y?a=1' }],
  ['another query', { url: 'https://waybill.example/api/x?a=2' }],
  ['another body', { body: '{"amount": 2}' }],
])('%s is refused', (_, changes) => {
  expect(() => verify(changes)).toThrow(SignatureRefused)
})

it('neither an old signature nor one of the future holds, nor another secret', () => {
  expect(verify({}, now + 300_000)).toMatchObject(made)
  for (const at of [now + 301_000, now - 301_000]) expect(() => verify({}, at)).toThrow('300 seconds')
  expect(() => verify({}, now, {}, 'wbs_other')).toThrow('does not match')
})

it.each([
  ['sig1=("@method" "@path");created=1800000000;nonce="a-nonce-of-the-tests";keyid="k"', 'must be sig1='],
  ['sig1=("@method" "@path" "@query" "content-digest");created=1800000000;keyid="k"', 'nonce'],
  ['sig1=("@method" "@path" "@query" "content-digest");created=1800000000;nonce="short";keyid="k"', 'nonce'],
  ['nonsense', 'must be sig1='],
])('a Signature-Input that covers less is refused: %s', (input, message) => {
  expect(() => verify({}, now, { 'Signature-Input': input })).toThrow(message)
})
