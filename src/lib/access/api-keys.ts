import { createHash, randomBytes } from 'node:crypto'

export interface NewApiKey {
  /** The whole key: shown once, never stored. */
  key: string
  prefix: string
  secretHash: string
}

/** A bearer key `wb_<prefix>_<secret>`: the prefix finds it, the hash of the whole proves it. */
export function generateApiKey(): NewApiKey {
  const prefix = randomBytes(6).toString('hex')
  const key = `wb_${prefix}_${randomBytes(24).toString('base64url')}`
  return { key, prefix, secretHash: hashApiKey(key) }
}

/** sha256 is enough here: the secret has 192 random bits, unlike a password. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

/** The prefix of a well-formed key, or undefined for anything else. */
export function prefixOf(key: string): string | undefined {
  return /^wb_([0-9a-f]{12})_[A-Za-z0-9_-]{32}$/.exec(key)?.[1]
}
