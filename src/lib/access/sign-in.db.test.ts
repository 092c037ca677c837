import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FixtureTenant } from '../../../scripts/sample/fixtures.ts'
import { createTenant, ownerRows } from '../../../tests/support/owner.ts'
import { findPrincipalBySession } from './principals.ts'
import { signIn, signInVerified, signOut } from './sign-in.ts'
import { Blocked } from './throttle.ts'

let users: FixtureTenant['users']
let person: FixtureTenant['users'][number]
let disabled: FixtureTenant['users'][number]
let address: string

beforeAll(async () => {
  users = (await createTenant(0)).users
  person = users.find(({ role }) => role === 'manager')!
  disabled = users.find(({ role }) => role === 'disabled')!
})

beforeEach(async () => {
  await ownerRows('delete from sign_in_throttles')
  address = randomUUID()
})

const attempt = (changes: Partial<{ email: string; password: string; address: string }> = {}) =>
  signIn({ email: person.email, password: person.password, address, requestId: 'test', ...changes })

const wrong = (changes: Parameters<typeof attempt>[0] = {}) => attempt({ password: 'wrong', ...changes })

/** Wrong passwords that block nothing yet. */
async function fail(times: number, changes: Parameters<typeof attempt>[0] = {}): Promise<void> {
  for (let round = 0; round < times; round += 1) expect(await wrong(changes)).toBeNull()
}

/** As if the last try and the block had been so long ago. */
async function later(minutes: number): Promise<void> {
  await ownerRows(
    `update sign_in_throttles set updated_at = updated_at - make_interval(mins => $1),
       blocked_until = blocked_until - make_interval(mins => $1)`,
    [minutes],
  )
}

describe('signing in', () => {
  it('gives the user behind the right password, however the address is written, and leaves a trace', async () => {
    const signedIn = { id: person.id, sessionVersion: expect.any(Number) }
    expect(await attempt()).toEqual(signedIn)
    expect(await attempt({ email: `  ${person.email.toUpperCase()} ` })).toEqual(signedIn)
    const trail = await ownerRows(
      `select action, request_id, details from audit_entries where user_id = $1`,
      [person.id],
    )
    const entry = { action: 'user.signed_in', request_id: 'test', details: { method: 'password', address } }
    expect(trail).toEqual([entry, entry])
    const [row] = await ownerRows(
      `select last_sign_in_at > now() - interval '1 minute' as noted from users where id = $1`,
      [person.id],
    )
    expect(row).toEqual({ noted: true })
  })

  it('gives nobody for a wrong password, an unknown account, a disabled one, or nothing', async () => {
    expect(await attempt({ password: person.password.toUpperCase() })).toBeNull()
    expect(await attempt({ email: 'nobody@example.org' })).toBeNull()
    expect(await attempt({ email: disabled.email, password: disabled.password })).toBeNull()
    expect(await attempt({ password: '' })).toBeNull()
    expect(await attempt({ email: '' })).toBeNull()
    expect(await attempt({ password: 'x'.repeat(1025) })).toBeNull()
  })

  it('gives nobody for an account without a password yet, whatever is typed', async () => {
    const invited = (await createTenant(0)).users.find(({ role }) => role === 'manager')!
    await ownerRows(`update users set password_hash = '' where id = $1`, [invited.id])
    expect(await attempt({ email: invited.email, password: 'nobody has this password' })).toBeNull()
    expect(await attempt({ email: invited.email, password: invited.password })).toBeNull()
  })

  it.each(['a\0b@example.org', 'a\r\nb', '\ud800@example.org', 'x'.repeat(400)])(
    'gives nobody for an address that is none: %j',
    async (email) => {
      expect(await attempt({ email })).toBeNull()
    },
  )

  it('says in the audit trail of an account that somebody failed, without naming an actor', async () => {
    await wrong({ email: users[0]!.email })
    const trail = await ownerRows(
      `select action, user_id, details->>'reason' as reason from audit_entries where subject_id = $1`,
      [users[0]!.id],
    )
    expect(trail).toEqual([{ action: 'user.sign_in_failed', user_id: null, reason: 'wrong password' }])
  })

  it('is blocked by the fifth wrong password, which says until when, also for the right one', async () => {
    await fail(4)
    const refusal = (await wrong().catch((error) => error)) as Blocked
    expect(refusal).toBeInstanceOf(Blocked)
    const minutes = (refusal.until.getTime() - Date.now()) / 60_000
    expect(minutes).toBeGreaterThan(14)
    expect(minutes).toBeLessThanOrEqual(15.1)
    const again = (await attempt().catch((error) => error)) as Blocked
    // Trying meanwhile prolongs nothing.
    expect(again.until).toEqual(refusal.until)
    await later(14)
    await expect(attempt()).rejects.toThrow(Blocked)
    await later(2)
    expect(await attempt()).toMatchObject({ id: person.id })
  })

  it('lets the fifth try in when its password is right, and forgets the four', async () => {
    await fail(4)
    expect(await attempt()).toMatchObject({ id: person.id })
    await fail(4)
    await later(16)
    await fail(4)
  })

  it('blocks an account from wherever the failures come, and nobody else', async () => {
    await fail(3, { address: 'a' })
    await fail(1, { address: 'b', email: person.email.toUpperCase() })
    await expect(wrong({ address: 'c' })).rejects.toThrow(Blocked)
    await expect(attempt({ address: 'd' })).rejects.toThrow(Blocked)
    const other = users.find(({ role }) => role === 'admin')!
    expect(await attempt({ email: other.email, password: other.password })).toMatchObject({ id: other.id })
  })

  it('blocks an unknown account in the same way: an answer tells nothing', async () => {
    const email = `${randomUUID()}@example.org`
    await fail(4, { email })
    await expect(wrong({ email })).rejects.toThrow(Blocked)
  })

  it('checks five of many guesses at the same moment, and never the right one behind them', async () => {
    const guesses = await Promise.allSettled(Array.from({ length: 20 }, () => wrong()))
    const checked = guesses.filter((guess) => guess.status === 'fulfilled')
    expect(checked).toHaveLength(4)
    await expect(attempt()).rejects.toThrow(Blocked)
    const failures = await ownerRows(
      `select 1 from audit_entries where subject_id = $1 and action = 'user.sign_in_failed' and details ? 'blocked_until'
       and created_at > now() - interval '1 minute'`,
      [person.id],
    )
    expect(failures.length).toBeGreaterThan(0)
  })

  it('blocks an address after fifty wrong passwords, whatever the accounts, and gives back the right ones', async () => {
    await ownerRows('insert into sign_in_throttles (key, failures) values ($1, 48)', [`address:${address}`])
    expect(await attempt()).toMatchObject({ id: person.id })
    await fail(1, { email: `${randomUUID()}@example.org` })
    await expect(wrong({ email: `${randomUUID()}@example.org` })).rejects.toThrow(Blocked)
    await expect(attempt()).rejects.toThrow(Blocked)
    expect(await attempt({ address: 'elsewhere' })).toMatchObject({ id: person.id })
  })

  it('of a verified address opens the active account that has it, and makes none', async () => {
    const from = { requestId: 'test', address }
    expect(await signInVerified(person.email.toUpperCase(), from)).toMatchObject({ id: person.id })
    expect(await signInVerified(disabled.email, from)).toBeNull()
    expect(await signInVerified('nobody@example.org', from)).toBeNull()
  })
})

describe('a session', () => {
  it('ends with a sign-out, and an older session cannot end a newer one', async () => {
    const session = (await attempt())!
    expect(await findPrincipalBySession(session)).toMatchObject({ userId: person.id })
    await signOut(session.id, session.sessionVersion, 'test')
    expect(await findPrincipalBySession(session)).toBeUndefined()
    const next = (await attempt())!
    await signOut(session.id, session.sessionVersion, 'test')
    expect(await findPrincipalBySession(next)).toMatchObject({ userId: person.id })
  })

  it('of somebody with a temporary password lets them choose another one and nothing else', async () => {
    const viewer = users.find(({ role }) => role === 'viewer')!
    await ownerRows('update users set password_is_temporary = true where id = $1', [viewer.id])
    const session = (await attempt({ email: viewer.email, password: viewer.password }))!
    const principal = await findPrincipalBySession(session)
    expect([...principal!.permissions]).toEqual(['account.update'])
  })
})
