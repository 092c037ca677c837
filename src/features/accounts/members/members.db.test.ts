import { beforeAll, describe, expect, it } from 'vitest'
import { acceptInvitation, readInvitation } from '#src/lib/access/invitations.ts'
import { findPrincipalBySession } from '#src/lib/access/principals.ts'
import { signIn } from '#src/lib/access/sign-in.ts'
import type { AppError } from '#src/lib/errors.ts'
import type { FixtureTenant } from '../../../../scripts/sample/fixtures.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { changeMember } from '../commands/change-member.ts'
import { changePassword } from '../commands/change-password.ts'
import { inviteMember } from '../commands/invite-member.ts'
import { sendMemberLink } from '../commands/send-member-link.ts'
import { listAudit } from '../queries/list-audit.ts'
import { listMembers } from '../queries/list-members.ts'

let tenant: FixtureTenant
const as = (role: string) => contextOf(tenant, role)
const idOf = (role: string) => tenant.users.find((user) => user.role === role)!.id
const refusal = (running: Promise<unknown>) =>
  running.then(
    () => 'taken',
    (error: AppError) => error.code,
  )

beforeAll(async () => {
  tenant = await createTenant(0)
})

/** The token in the newest mail to this address. */
async function tokenTo(email: string): Promise<string> {
  const [mail] = await ownerRows<{ body: string }>(
    'select body from outgoing_mails where recipient = $1 order by created_at desc limit 1',
    [email],
  )
  return /\/invitation#([\w-]{43})/.exec(mail!.body)![1]!
}

describe('an invitation', () => {
  it('lets somebody choose a password once, and sign in with it', async () => {
    const email = 'new.person@invited.example'
    const invited = await inviteMember.execute(await as('admin'), {
      email,
      first_name: 'New',
      last_name: 'Person',
      role: 'viewer',
    })
    expect(invited).toMatchObject({ email, status: 'invited', last_sign_in_at: null })
    const from = { requestId: 'test', address: 'members' }
    expect(await signIn({ email, password: 'x', ...from })).toBeNull()
    const token = await tokenTo(email)
    expect(await readInvitation(token)).toMatchObject({ email, firstName: 'New' })
    expect(await refusal(acceptInvitation({ token, password: 'new.person!1' }, from))).toBe('invalid_request')
    await acceptInvitation({ token, password: 'tundra lamp violin' }, from)
    expect(await refusal(acceptInvitation({ token, password: 'tundra lamp violin' }, from))).toBe('gone')
    expect(await signIn({ email, password: 'tundra lamp violin', ...from })).toMatchObject({ id: invited.id })
  })

  it('is replaced by a newer one, lapses, and is nothing to a disabled account', async () => {
    const email = 'second@invited.example'
    const { id } = await inviteMember.execute(await as('admin'), {
      email,
      first_name: 'S',
      last_name: 'T',
      role: 'manager',
    })
    const first = await tokenTo(email)
    await sendMemberLink.execute(await as('admin'), { id })
    const second = await tokenTo(email)
    expect(await refusal(readInvitation(first))).toBe('gone')
    await ownerRows(`update users set invitation_expires_at = now() - interval '1 second' where id = $1`, [
      id,
    ])
    expect(await refusal(readInvitation(second))).toBe('gone')
    await sendMemberLink.execute(await as('admin'), { id })
    const third = await tokenTo(email)
    await changeMember.execute(await as('admin'), { id, disabled: true })
    expect(await refusal(readInvitation(third))).toBe('gone')
    expect(await refusal(sendMemberLink.execute(await as('admin'), { id }))).toBe('conflict')
  })

  it('is refused for an address that has an account, in any company', async () => {
    const other = await createTenant(0)
    for (const { email } of [tenant.users[0]!, other.users[0]!]) {
      const input = { email: email.toUpperCase(), first_name: 'A', last_name: 'B', role: 'viewer' as const }
      expect(await refusal(inviteMember.execute(await as('admin'), input))).toBe('conflict')
    }
  })
})

describe('a change of a member', () => {
  it('takes effect at their next request, and disabling ends their sessions for good', async () => {
    const { id, email, password } = tenant.users.find(({ role }) => role === 'manager2')!
    const session = (await signIn({ email, password, requestId: 'test', address: 'members' }))!
    await changeMember.execute(await as('admin'), { id, role: 'viewer' })
    expect((await findPrincipalBySession(session))?.role).toBe('viewer')
    await changeMember.execute(await as('admin'), { id, disabled: true })
    expect(await findPrincipalBySession(session)).toBeUndefined()
    await changeMember.execute(await as('admin'), { id, disabled: false })
    expect(await findPrincipalBySession(session)).toBeUndefined()
  })

  it('is for admins, and of super admins for super admins', async () => {
    expect(
      await refusal(changeMember.execute(await as('manager'), { id: idOf('viewer'), role: 'admin' })),
    ).toBe('forbidden')
    const change = async (role: string, input: Parameters<typeof changeMember.execute>[1]) =>
      refusal(changeMember.execute(await as(role), input))
    expect(await change('admin', { id: idOf('viewer'), role: 'super_admin' })).toBe('forbidden')
    expect(await change('admin', { id: idOf('super_admin'), disabled: true })).toBe('forbidden')
    expect(await change('admin', { id: idOf('admin'), role: 'viewer' })).toBe('conflict')
    expect(await change('super_admin', { id: idOf('super_admin'), role: 'admin' })).toBe('conflict')
    expect(await change('admin', { id: idOf('viewer') })).toBe('invalid_request')
    const other = await createTenant(0)
    expect(await change('admin', { id: other.users[0]!.id, disabled: true })).toBe('not_found')
  })

  it('leaves a company its last super admin, whichever of two goes first', async () => {
    const own = await createTenant(0)
    const [first] = own.users.filter(({ role }) => role === 'super_admin')
    const admin = own.users.find(({ role }) => role === 'admin')!
    const context = await contextOf(own, 'super_admin')
    await changeMember.execute(context, { id: admin.id, role: 'super_admin' })
    const second = await contextOf(own, 'admin')
    const results = await Promise.all([
      refusal(changeMember.execute(context, { id: admin.id, disabled: true })),
      refusal(changeMember.execute(second, { id: first!.id, disabled: true })),
    ])
    expect(results.sort()).toEqual(['conflict', 'taken'])
  })
})

describe('the lists', () => {
  it('of members find by name, role and state, in this company alone', async () => {
    const { items, pagination } = await listMembers.execute(await as('admin'), {
      search: 'MANAGER',
      role: 'manager',
      limit: 1,
    })
    expect(items).toHaveLength(1)
    expect(pagination).toMatchObject({ page: 1, limit: 1, has_more: false, total: 1 })
    const disabled = await listMembers.execute(await as('admin'), { status: 'disabled' })
    expect(disabled.items.map(({ first_name }) => first_name)).toContain('disabled')
  })

  it('of the audit trail page by cursor without a gap, and filter', async () => {
    const context = await as('admin')
    const all = await listAudit.execute(context, { limit: 100 })
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const page = await listAudit.execute(context, { limit: 3, ...(cursor ? { cursor } : {}) })
      paged.push(...page.entries.map(({ id }) => id))
      cursor = page.next_cursor ?? undefined
    } while (cursor)
    expect(paged).toEqual(all.entries.map(({ id }) => id))
    const invited = await listAudit.execute(context, { action: 'user.invited', user_id: idOf('admin') })
    expect(invited.entries[1]?.sentence).toBe('invited new.person@invited.example as viewer')
    const tomorrow = new Date(Date.now() + 48 * 3600_000).toISOString().slice(0, 10)
    expect((await listAudit.execute(context, { date_from: tomorrow })).entries).toEqual([])
    for (const bad of ['x', Buffer.from('["2026-13-45 00:00:00+00","x"]').toString('base64url')])
      expect(await refusal(listAudit.execute(context, { cursor: bad }))).toBe('invalid_request')
  })
})

describe('a new password', () => {
  it('ends other sessions and links, is refused when weak, and cannot be guessed without limit', async () => {
    const { email, password } = tenant.users.find(({ role }) => role === 'viewer')!
    const session = (await signIn({ email, password, requestId: 'test', address: 'members' }))!
    const context = await as('viewer')
    const change = (current_password: string, new_password: string) =>
      refusal(changePassword.execute(context, { current_password, new_password }))
    expect(await change(password, 'aaaaaaaaaaaa')).toBe('invalid_request')
    expect(await change(password, email)).toBe('invalid_request')
    await sendMemberLink.execute(await as('admin'), { id: idOf('viewer') })
    expect(await change(password, 'tundra lamp violin')).toBe('taken')
    expect(await findPrincipalBySession(session)).toBeUndefined()
    expect(await refusal(readInvitation(await tokenTo(email)))).toBe('gone')
    for (let guess = 0; guess < 4; guess += 1)
      expect(await change('wrong', 'another lamp violin')).toBe('invalid_request')
    expect(await change('wrong', 'another lamp violin')).toBe('rate_limited')
    expect(await change('tundra lamp violin', 'another lamp violin')).toBe('rate_limited')
  })
})
