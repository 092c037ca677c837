import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { closeMail } from '#src/lib/mail/mail.ts'
import { asOwner, contextOf, createTenant, ownerRows } from '../../../tests/support/owner.ts'
import { type ScriptedSmtpServer, startSmtpServer } from '../../../tests/support/smtp-server.ts'
import { mailJob } from './jobs.ts'
import { queueMail } from './service.ts'
import { overdueMails } from './sweeps.ts'

let server: ScriptedSmtpServer
let manager: Context

beforeAll(async () => {
  server = await startSmtpServer()
  process.env.SMTP_URL = server.url
  process.env.SMTP_TIMEOUT_SECONDS = '2'
  manager = await contextOf(await createTenant(1), 'manager')
})

beforeEach(() => {
  closeMail()
  server.behaviour = 'accept'
  server.beforeAnswer = async () => {}
  server.received.length = 0
})

async function queued(id: string = crypto.randomUUID()): Promise<string> {
  const { tenantId } = manager.principal
  await transaction(tenantId, 'read write', (tx) =>
    queueMail(tx, {
      ...{ tenantId, requestId: 'test', about: { type: 'export', id }, kind: 'completed' },
      ...{ recipient: 'reader@example.com', subject: 'Größe: 7 €', body: 'Sign in to open it.' },
    }),
  )
  const [mail] = await ownerRows<{ id: string }>('select id from outgoing_mails where subject_id = $1', [id])
  return mail!.id
}

/** One attempt, at once: whatever pause the last one left is over. */
async function attempt(mailId: string) {
  await ownerRows(`update outgoing_mails set next_try_at = now() where id = $1 and status = 'pending'`, [
    mailId,
  ])
  const { tenantId } = manager.principal
  await mailJob.run({ tenantId, requestId: 'test', mailId }, new AbortController().signal, {
    id: '01980000-0000-7000-8000-000000000001',
    name: 'test',
  })
  const [mail] = await ownerRows('select * from outgoing_mails where id = $1', [mailId])
  return mail
}

async function jobsWaiting(mailId: string): Promise<number> {
  const jobs = await ownerRows(
    `select 1 from pgboss.job where name = 'mails.send' and data->>'mailId' = $1 and start_after > created_on`,
    [mailId],
  )
  return jobs.length
}

it('a mail arrives as it was written, and once', async () => {
  const id = await queued()
  expect(await attempt(id)).toMatchObject({ status: 'sent', attempts: 1, error: null })
  expect(await attempt(id)).toMatchObject({ status: 'sent', attempts: 1 })
  expect(server.received).toMatchObject([
    { subject: 'Größe: 7 €', to: [{ address: 'reader@example.com' }], messageId: `<${id}@localhost>` },
  ])
  expect(server.received[0]!.text).toContain('Sign in to open it.')
})

it('a mail of one kind about one thing goes to a recipient once', async () => {
  const subject = crypto.randomUUID()
  const id = await queued(subject)
  expect(await queued(subject)).toBe(id)
  const rows = await ownerRows('select 1 from outgoing_mails where subject_id = $1', [subject])
  const jobs = await ownerRows(`select 1 from pgboss.job where data->>'mailId' = $1`, [id])
  expect([rows.length, jobs.length]).toEqual([1, 1])
})

it('a mail that waited too long gets another job, unless somebody just takes it', async () => {
  const id = await queued()
  await ownerRows(`update outgoing_mails set next_try_at = now() - interval '1 minute' where id = $1`, [id])
  const sweep = () => overdueMails.run({ id: crypto.randomUUID(), name: 'test' })
  await asOwner(async (client) => {
    await client.query('begin')
    await client.query('select from outgoing_mails where id = $1 for update', [id])
    expect(await sweep()).toBe(0)
    await client.query('rollback')
  })
  expect([await sweep(), await sweep()]).toEqual([1, 0])
})

const unreachable = 'The mail server could not be reached.'
const refusedSender =
  'The mail server refused the sender: an administrator must check SMTP_URL and MAIL_FROM.'
const passing = [
  { what: 'hangs up at once', behaviour: 'hang up', error: unreachable },
  { what: 'says nothing', behaviour: 'silent', error: unreachable },
  { what: 'has no room just now', behaviour: { at: 'RCPT TO', code: 452 }, error: unreachable },
  { what: 'greylists the message', behaviour: { at: 'DATA', code: 451 }, error: unreachable },
  { what: 'does not take this sender', behaviour: { at: 'MAIL FROM', code: 550 }, error: refusedSender },
] as const

it.each(passing)('a mail waits for a server that $what, and is sent later', async ({ behaviour, error }) => {
  server.behaviour = behaviour
  const id = await queued()
  expect(await attempt(id)).toMatchObject({ status: 'pending', attempts: 1, error })
  expect(await jobsWaiting(id)).toBe(1)
  server.behaviour = 'accept'
  expect(await attempt(id)).toMatchObject({ status: 'sent', attempts: 2, error: null })
})

const final = [
  { what: 'address', at: 'RCPT TO', code: 550 },
  { what: 'message', at: 'DATA', code: 554 },
] as const

it.each(final)('a $what that the server refuses is not tried again', async ({ what, at, code }) => {
  server.behaviour = { at, code }
  const id = await queued()
  const error = `The mail server refused this ${what}.`
  expect(await attempt(id)).toMatchObject({ status: 'failed', attempts: 1, error })
  expect(await jobsWaiting(id)).toBe(0)
})

it('a server that hangs up after the message gets it again under the same name, once per attempt', async () => {
  server.behaviour = 'hang up after DATA'
  const id = await queued()
  expect(await attempt(id)).toMatchObject({ status: 'pending', attempts: 1, error: unreachable })
  expect(server.received).toHaveLength(1)
  server.behaviour = 'accept'
  expect(await attempt(id)).toMatchObject({ status: 'sent', attempts: 2 })
  expect(server.received.map(({ messageId }) => messageId)).toEqual(Array(2).fill(`<${id}@localhost>`))
})

it('no transaction is open while a server takes its time', async () => {
  let open: unknown[] | undefined
  server.beforeAnswer = async () => {
    open = await ownerRows(
      `select query from pg_stat_activity where datname = current_database() and state like 'idle in%'`,
    )
  }
  expect(await attempt(await queued())).toMatchObject({ status: 'sent' })
  expect(open).toEqual([])
})
