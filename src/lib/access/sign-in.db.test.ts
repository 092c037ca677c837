import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { createTenant, ownerRows } from '../../../tests/support/owner.ts'
import { signIn } from './sign-in.ts'

type Person = Awaited<ReturnType<typeof createTenant>>['users'][number]

let person: Person
let disabled: Person
let address: string

beforeEach(async () => {
  const { users } = await createTenant(0)
  person = users.find(({ role }) => role === 'manager')!
  disabled = users.find(({ role }) => role === 'disabled')!
  address = `192.0.2.${randomUUID()}`
})

const attempt = (changes: Partial<{ email: string; password: string; address: string }> = {}) =>
  signIn({ email: person.email, password: person.password, address, ...changes })

async function fail(times: number, changes: Parameters<typeof attempt>[0] = {}): Promise<void> {
  for (let round = 0; round < times; round += 1)
    expect(await attempt({ password: 'wrong', ...changes })).toBeNull()
}

/** As if the last failure and the block had been so long ago. */
async function later(minutes: number): Promise<void> {
  await ownerRows(
    `update sign_in_throttles set updated_at = updated_at - make_interval(mins => $1),
       blocked_until = blocked_until - make_interval(mins => $1)`,
    [minutes],
  )
}

describe('signing in', () => {
  it('gives the user behind the right password, however the address is written, and leaves a trace', async () => {
    expect(await attempt()).toEqual({ id: person.id })
    expect(await attempt({ email: `  ${person.email.toUpperCase()} ` })).toEqual({ id: person.id })
    const trail = await ownerRows('select action from audit_entries where user_id = $1', [person.id])
    expect(trail).toEqual([{ action: 'user.signed_in' }, { action: 'user.signed_in' }])
  })

  it('gives nobody for a wrong password, an unknown account, a disabled one, or nothing', async () => {
    expect(await attempt({ password: person.password.toUpperCase() })).toBeNull()
    expect(await attempt({ email: 'nobody@example.org' })).toBeNull()
    expect(await attempt({ email: disabled.email, password: disabled.password })).toBeNull()
    expect(await attempt({ password: '' })).toBeNull()
    expect(await attempt({ email: '' })).toBeNull()
    expect(await attempt({ password: 'x'.repeat(1025) })).toBeNull()
  })

  it('is blocked after five failures, even with the right password, for fifteen minutes', async () => {
    await fail(5)
    await expect(attempt()).rejects.toThrow('blocked')
    await later(14)
    await expect(attempt()).rejects.toThrow('blocked')
    await later(2)
    expect(await attempt()).toEqual({ id: person.id })
  })

  it('blocks an account from wherever the failures come, however it is written', async () => {
    await fail(3, { address: 'a' })
    await fail(2, { address: 'b', email: person.email.toUpperCase() })
    await expect(attempt({ address: 'c' })).rejects.toThrow('blocked')
  })

  it('blocks no one else', async () => {
    await fail(5)
    const { users } = await createTenant(0)
    const other = users.find(({ role }) => role === 'admin')!
    expect(await attempt({ email: other.email, password: other.password })).toEqual({ id: other.id })
  })

  it('forgets failures after a success, and after a quarter of an hour', async () => {
    await fail(4)
    expect(await attempt()).toEqual({ id: person.id })
    await fail(4)
    await later(16)
    await fail(4)
    expect(await attempt()).toEqual({ id: person.id })
  })

  it('blocks an unknown account in the same way: an answer tells nothing', async () => {
    const email = `${randomUUID()}@example.org`
    await fail(5, { email })
    await expect(attempt({ email })).rejects.toThrow('blocked')
  })

  it('blocks an address after fifty failures, whatever the accounts', async () => {
    await ownerRows('insert into sign_in_throttles (key, failures) values ($1, 49)', [`address:${address}`])
    await fail(1, { email: `${randomUUID()}@example.org` })
    await expect(attempt()).rejects.toThrow('blocked')
    expect(await attempt({ address: 'elsewhere' })).toEqual({ id: person.id })
  })

  it('counts every one of many failures at the same moment', async () => {
    await Promise.all(Array.from({ length: 5 }, () => attempt({ password: 'wrong' })))
    await expect(attempt()).rejects.toThrow('blocked')
  })
})
