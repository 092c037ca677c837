import { expect, it } from 'vitest'
import { seal, unseal } from './sealed-secret.ts'

process.env.DATABASE_URL = 'postgresql://localhost/none'
process.env.AUTH_SECRET = 'a secret of the tests, thirty-two characters or more'

it('a secret opens again under its own name alone', () => {
  const sealed = seal('a', 'pässword')
  expect(sealed).not.toContain('ssword')
  expect(unseal('a', sealed)).toBe('pässword')
  expect(() => unseal('b', sealed)).toThrow()
})

it('the same secret never looks the same, and an altered one does not open', () => {
  const sealed = seal('a', 'secret')
  expect(seal('a', 'secret')).not.toBe(sealed)
  // The last character has bits that count for nothing: each byte is altered, not each character.
  const bytes = Buffer.from(sealed.slice('v1.'.length), 'base64url')
  for (const place of bytes.keys()) {
    const altered = Buffer.from(bytes)
    altered.writeUInt8(altered.readUInt8(place) ^ 1, place)
    expect(() => unseal('a', `v1.${altered.toString('base64url')}`)).toThrow()
  }
})
