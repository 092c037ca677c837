import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { deriveKey } from './hashing.ts'

// OWASP's scrypt setting for interactive sign-in: about 60 ms and 32 MB a guess.
const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 96 * 1024 * 1024 }
const keyLength = 32

/** A salted scrypt hash that names its own parameters: `scrypt$N$r$p$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await deriveKey(password, salt, keyLength, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join('$')
}

/** Whether the password is the one that was hashed; constant time in the hash. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [scheme, N, r, p, salt, hash] = stored.split('$')
  if (scheme !== 'scrypt' || !salt || !hash) return false
  const expected = Buffer.from(hash, 'base64url')
  const parameters = { N: Number(N), r: Number(r), p: Number(p), maxmem: cost.maxmem }
  const actual = await deriveKey(password, Buffer.from(salt, 'base64url'), keyLength, parameters)
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}

/** A password that can be read aloud: 20 characters without look-alikes, about 98 bits. */
export function generatePassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
  const letter = () => alphabet[randomInt(alphabet.length)]
  return Array.from({ length: 4 }, () => Array.from({ length: 5 }, letter).join('')).join('-')
}
