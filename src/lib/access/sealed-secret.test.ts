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
  const altered = `${sealed.slice(0, -1)}${sealed.endsWith('A') ? 'B' : 'A'}`
  expect(() => unseal('a', altered.length % 4 === 0 ? `${sealed}AAAA` : altered)).toThrow()
})
