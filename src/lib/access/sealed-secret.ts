import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { env } from '../env.ts'

const ivBytes = 12
const tagBytes = 16

/** Encrypts a secret for the database; it opens again only under the same name, such as the id of its row. */
export function seal(name: string, secret: string): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', keyFor(), iv).setAAD(Buffer.from(name))
  const sealed = Buffer.concat([iv, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `v1.${sealed.toString('base64url')}`
}

/** The secret again; throws when it was altered, belongs to another name, or AUTH_SECRET has changed. */
export function unseal(name: string, sealed: string): string {
  const bytes = Buffer.from(sealed.slice('v1.'.length), 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', keyFor(), bytes.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(Buffer.from(name)).setAuthTag(bytes.subarray(-tagBytes))
  return Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()]).toString(
    'utf8',
  )
}

function keyFor(): Buffer {
  return Buffer.from(hkdfSync('sha256', env().AUTH_SECRET, '', 'waybill sealed secret v1', 32))
}
