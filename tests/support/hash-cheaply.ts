import { scryptSync } from 'node:crypto'

/** Names its own cost as every stored hash does, so signing in works with it; it only takes no time. */
export async function hashCheaply(password: string): Promise<string> {
  const hash = scryptSync(password.normalize('NFKC'), 'salt', 32, { N: 2, r: 1, p: 1 })
  const salt = Buffer.from('salt').toString('base64url')
  return `scrypt$2$1$1$${salt}$${hash.toString('base64url')}`
}
