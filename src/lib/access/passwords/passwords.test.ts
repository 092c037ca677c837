import { describe, expect, it } from 'vitest'
import { generatePassword, hashPassword, verifyPassword } from './passwords.ts'

describe('a password', () => {
  it('is proved by its hash, and nothing else is', async () => {
    const hash = await hashPassword('correct horse')
    expect(hash).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/)
    expect(await verifyPassword('correct horse', hash)).toBe(true)
    expect(await verifyPassword('correct horse ', hash)).toBe(false)
    expect(await verifyPassword('', hash)).toBe(false)
  })

  it('has another hash each time', async () => {
    expect(await hashPassword('same')).not.toBe(await hashPassword('same'))
  })

  it('is the same however its letters are composed', async () => {
    const hash = await hashPassword('Zo\u00eb')
    expect(await verifyPassword('Zoe\u0308', hash)).toBe(true)
  })

  it('is never proved by a hash that is none', async () => {
    for (const stored of ['', 'x', 'bcrypt$10$8$1$c2FsdA$aGFzaA', 'scrypt$32768$8$3$c2FsdA$'])
      expect(await verifyPassword('x', stored)).toBe(false)
  })

  it('that is generated can be read aloud and is never the same', () => {
    const made = Array.from({ length: 200 }, generatePassword)
    for (const password of made) expect(password).toMatch(/^([a-hjkmnp-z2-9]{5}-){3}[a-hjkmnp-z2-9]{5}$/)
    expect(new Set(made).size).toBe(made.length)
  })
})
