import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import type { FixtureTenant } from '../../../../scripts/sample/fixtures.ts'
import { finishedExport } from '../../../../tests/support/finished-export.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { until } from '../../../../tests/support/until.ts'
import { deleteExport } from '../commands/delete.ts'
import { shareExport, unshareExport } from '../commands/share.ts'
import { listDownloads } from '../download-list/service.ts'
import { sendFile } from '../downloads/service.ts'
import { updateGovernance } from '../governance/commands/update.ts'
import { getGovernance } from '../governance/queries/settings.ts'
import { getExport } from '../queries/get.ts'
import { createSchedule } from '../schedules/commands/create.ts'
import { openFile, readGuest, sendCode } from './service.ts'
import { expiredGuestCodes } from './sweeps.ts'

let tenant: FixtureTenant
let admin: Context
let email: string
let made = 0

beforeAll(async () => {
  tenant = await createTenant(20)
  admin = await contextOf(tenant, 'admin')
})

beforeEach(async () => {
  made += 1
  email = `guest${made}@partner.example`
  await rule({ guest_recipients: true, recipient_domains: [] })
})

async function rule(changes: object) {
  const { version } = await getGovernance.execute(admin, {})
  return updateGovernance.execute(admin, { ...changes, version })
}

const from = { requestId: 'test', address: '192.0.2.1' }

/** An export that went to the guest, and what their link says. */
async function shared(changes: object = {}, context = admin) {
  const { id } = await finishedExport(context, { export_type: 'sales', recipients: [email], ...changes })
  const [mail] = await ownerRows<{ body: string }>(
    `select body from outgoing_mails where subject_id = $1 and recipient = $2 and kind = 'completed'`,
    [id, email],
  )
  return { id, link: /\/guest#(\S+)/.exec(mail!.body)![1]! }
}

/** The code in the newest message to the guest. */
async function codeFor(link: string): Promise<string> {
  const codes = async () => {
    const folder = process.env.MAIL_DIR!
    const names = await readdir(folder).catch(() => [])
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
    return texts.flatMap((text) =>
      text.includes(`To: ${email}`) ? (/^(\d{6}) is/m.exec(text)?.[1] ?? []) : [],
    )
  }
  const before = await codes()
  await sendCode({ link }, from)
  const after = await codes()
  return after.find((code) => !before.includes(code)) ?? after.at(-1)!
}

const another = (code: string) => (code === '000000' ? '111111' : '000000')
const open = (link: string, code: string) => openFile({ link, code }, from)
const gone = { code: 'gone' }

describe('a person without an account', () => {
  it('opens the file with the code that was sent to their address, once, and it is logged and audited', async () => {
    const { id, link } = await shared()
    expect(await readGuest({ link }, from)).toEqual({ email, company: admin.principal.tenantName })
    const code = await codeFor(link)
    const offered = await open(link, code)
    expect(offered).toMatchObject({ rows: 20, export_name: 'Test' })
    await expect(open(link, code)).rejects.toMatchObject({ code: 'forbidden' })

    const response = await sendFile(new Request(offered.download_url))
    expect((await response.arrayBuffer()).byteLength).toBe(offered.bytes)
    await until('the download is complete', async () => {
      const { items } = await listDownloads.execute(admin, { export_id: id })
      return items[0]?.complete && items
    })
    const { items } = await listDownloads.execute(admin, { search: email.toUpperCase() })
    expect(items).toMatchObject([{ guest_email: email, user: null, complete: true }])
    const actions = await ownerRows(
      `select action, user_id, details->>'recipient' as recipient from audit_entries
        where subject_id = $1 and details ? 'recipient' order by id`,
      [id],
    )
    expect(actions).toEqual(
      ['export.guest_code_sent', 'export.guest_code_used', 'export.downloaded'].map((action) => ({
        ...{ action, user_id: null, recipient: email },
      })),
    )
    const { recipient_states } = await getExport.execute(admin, { id, include_details: 'true' })
    expect(recipient_states).toMatchObject([
      { address: email, has_account: false, mail: 'pending', downloaded_at: expect.any(String) },
    ])
  })

  it('has five tries and ten minutes for a code, of which the database has no copy', async () => {
    const { id, link } = await shared()
    const code = await codeFor(link)
    const rows = await ownerRows<{ code_hash: string; seconds: number }>(
      `select code_hash, extract(epoch from expires_at - now())::float as seconds
        from export_guest_codes where export_id = $1`,
      [id],
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]!.seconds).toBeGreaterThan(500)
    expect(rows[0]!.seconds).toBeLessThanOrEqual(600)
    const everything = await ownerRows(
      `select 1 from outgoing_mails where body like $1 union all select 1 from export_guest_codes where code_hash = $2
        union all select 1 from audit_entries where details::text like $1`,
      [`%${code}%`, code],
    )
    expect(everything).toEqual([])
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(open(link, another(code))).rejects.toMatchObject({ code: 'forbidden' })
    }
    await expect(open(link, code)).rejects.toMatchObject({ code: 'forbidden' })

    const late = await codeFor(link)
    await ownerRows(`update export_guest_codes set expires_at = now() where export_id = $1`, [id])
    await expect(open(link, late)).rejects.toMatchObject({ code: 'forbidden' })
    await expiredGuestCodes.run({ id: crypto.randomUUID(), name: 'test' })
    expect(await ownerRows('select 1 from export_guest_codes where export_id = $1', [id])).toEqual([])
  })

  it('is refused after too many codes or tries, and a link that was altered says nothing', async () => {
    const { link } = await shared()
    for (let sent = 0; sent < 5; sent += 1) await sendCode({ link }, from)
    await expect(sendCode({ link }, from)).rejects.toMatchObject({ code: 'rate_limited' })
    const other = await shared()
    const code = await codeFor(other.link)
    for (let tried = 0; tried < 10; tried += 1) {
      await expect(open(other.link, another(code))).rejects.toMatchObject({ code: 'forbidden' })
    }
    await expect(open(other.link, code)).rejects.toMatchObject({ code: 'rate_limited' })

    const [id, , signature] = link.split('.')
    const forged = [id, Buffer.from('thief@partner.example').toString('base64url'), signature].join('.')
    for (const altered of [forged, 'x', `${link}x`]) {
      await expect(readGuest({ link: altered }, from)).rejects.toMatchObject({ code: 'forbidden' })
    }
    await expect(openFile({ link, code: '12' }, from)).rejects.toMatchObject({ code: 'invalid_request' })
  })

  it('of two who use one code at the same moment one gets the file', async () => {
    const { link } = await shared()
    const code = await codeFor(link)
    const ends = await Promise.allSettled([open(link, code), open(link, code)])
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('a link ends', () => {
  const ends = [
    {
      what: 'the export is deleted',
      end: (id: string) => deleteExport.execute(admin, { id }),
    },
    {
      what: 'the file has expired',
      end: (id: string) => ownerRows('update data_exports set expires_at = now() where id = $1', [id]),
    },
    {
      what: 'the address is taken off',
      end: (id: string) => unshareExport.execute(admin, { id, recipients: [email.toUpperCase()] }),
    },
    { what: 'sharing with guests is switched off', end: () => rule({ guest_recipients: false }) },
    { what: 'its domain is no longer allowed', end: () => rule({ recipient_domains: ['other.example'] }) },
  ]

  it.each(ends)(
    'when $what: for codes that were sent and downloads that were offered, too',
    async ({ end }) => {
      const { id, link } = await shared()
      const { download_url } = await open(link, await codeFor(link))
      const code = await codeFor(link)
      await end(id)
      await expect(readGuest({ link }, from)).rejects.toMatchObject(gone)
      await expect(sendCode({ link }, from)).rejects.toMatchObject(gone)
      await expect(open(link, code)).rejects.toMatchObject(gone)
      await expect(sendFile(new Request(download_url))).rejects.toMatchObject(gone)
    },
  )

  it('when its creator has lost the right to the dataset, or is no longer active', async () => {
    const boss = await contextOf(await createTenant(3), 'admin')
    const { version } = await getGovernance.execute(boss, {})
    await updateGovernance.execute(boss, { guest_recipients: true, version })
    const { link } = await shared({}, boss)
    const { userId } = boss.principal
    await ownerRows(`update users set role = 'viewer' where id = $1`, [userId])
    await expect(readGuest({ link }, from)).rejects.toMatchObject(gone)
    await ownerRows(`update users set role = 'admin', disabled_at = now() where id = $1`, [userId])
    await expect(readGuest({ link }, from)).rejects.toMatchObject(gone)
  })

  it('when the address belongs to a member by now, who signs in instead', async () => {
    const { link } = await shared()
    const viewer = tenant.users.find(({ role }) => role === 'viewer')!
    await ownerRows('update users set email = $2 where id = $1', [viewer.id, email])
    await expect(readGuest({ link }, from)).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('Sign in'),
    })
  })
})

describe('who may be a recipient', () => {
  const problems = (message: string) => ({
    code: 'invalid_request',
    details: {
      errors: [expect.objectContaining({ path: 'recipients.0', message: expect.stringContaining(message) })],
    },
  })
  const asked = (changes: object = {}) => finishedExport(admin, { recipients: [email], ...changes })

  it('nobody without an account, by default and where the rules do not say so', async () => {
    const other = await contextOf(await createTenant(1), 'admin')
    expect((await getGovernance.execute(other, {})).guest_recipients).toBe(false)
    await rule({ guest_recipients: false })
    await expect(asked()).rejects.toMatchObject(problems('has no account here'))
  })

  it('nobody outside the allowed domains, and nobody whose account is disabled', async () => {
    await rule({ recipient_domains: ['other.example'] })
    await expect(asked()).rejects.toMatchObject(problems('is not at other.example'))
    await rule({ recipient_domains: [] })
    const disabled = tenant.users.find(({ role }) => role === 'disabled')!.email
    await expect(asked({ recipients: [disabled] })).rejects.toMatchObject(problems('disabled'))
  })

  it('nobody without an account for files that are not handed on, in an export and in a schedule', async () => {
    for (const export_type of ['payroll', 'customers', 'staff']) {
      await expect(asked({ export_type })).rejects.toMatchObject(problems('are shared with members alone'))
    }
    const schedule = { schedule_name: 'S', format: 'csv', frequency: 'daily' as const, recipients: [email] }
    await expect(
      createSchedule.execute(admin, { ...schedule, export_type: 'payroll' }),
    ).rejects.toMatchObject(problems('are shared with members alone'))
    expect(await createSchedule.execute(admin, { ...schedule, export_type: 'sales' })).toMatchObject({
      recipients: [email],
    })
  })

  it('a guest gets a link and never the file itself; a member of the same export gets what they asked for', async () => {
    const member = tenant.users.find(({ role }) => role === 'manager')!.email
    const { id } = await shared({ recipients: [email, member], options: { attach_to_mail: true } })
    const mails = await ownerRows(
      `select recipient, attachment is not null as attached, body like '%/guest#%' as linked
        from outgoing_mails where subject_id = $1 and kind = 'completed' order by recipient = $2`,
      [id, email],
    )
    expect(mails).toEqual([
      { recipient: member.toLowerCase(), attached: true, linked: false },
      { recipient: email, attached: false, linked: true },
    ])
    // Sharing later goes to members alone.
    const later = shareExport.execute(admin, { id, recipients: [crypto.randomUUID()] })
    await expect(later).rejects.toMatchObject({ code: 'invalid_request' })
  })

  it('only admins can change the rule, and the trail says who did', async () => {
    const manager = await contextOf(tenant, 'manager')
    await expect(updateGovernance.execute(manager, { guest_recipients: true })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await rule({ guest_recipients: false })
    const [entry] = await ownerRows(
      `select user_id, details->'guest_recipients' as value from audit_entries where tenant_id = $1
        and action = 'governance.updated' order by id desc limit 1`,
      [tenant.id],
    )
    expect(entry).toEqual({ user_id: admin.principal.userId, value: false })
  })
})
