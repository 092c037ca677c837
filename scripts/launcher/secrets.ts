import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Secrets {
  /** Passwords of the embedded PostgreSQL's superuser, of the role that owns the tables, and of the application's. */
  superuserPassword: string
  ownerPassword: string
  appPassword: string
  authSecret: string
}

/** The secrets of this instance, made at the first start; AUTH_SECRET in the environment wins and is not kept. */
export function readSecrets(dir: string): Secrets {
  const file = join(dir, 'secrets.json')
  const stored: Partial<Secrets> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const secrets = { ...makeSecrets(), ...stored }
  if (Object.keys(stored).length < Object.keys(secrets).length) writePrivately(file, secrets)
  return { ...secrets, authSecret: process.env.AUTH_SECRET || secrets.authSecret }
}

/** A JSON file only its owner may read; it appears whole or not at all. */
export function writePrivately(file: string, content: unknown): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

function makeSecrets(): Secrets {
  const secret = () => randomBytes(32).toString('base64url')
  return {
    superuserPassword: secret(),
    ownerPassword: secret(),
    appPassword: secret(),
    authSecret: secret(),
  }
}
