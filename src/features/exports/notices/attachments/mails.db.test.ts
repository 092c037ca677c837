import { createHash } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { mailJob } from '#src/features/mail/jobs.ts'
import type { Context } from '#src/lib/context.ts'
import { env } from '#src/lib/env.ts'
import type { FixtureTenant } from '../../../../../scripts/sample/fixtures.ts'
import { finishedExport, runNow } from '../../../../../tests/support/finished-export.ts'
import { contextOf, createTenant, ownerRows } from '../../../../../tests/support/owner.ts'
import { type ScriptedSmtpServer, startSmtpServer } from '../../../../../tests/support/smtp-server.ts'
import { createExport } from '../../commands/create.ts'
import { deleteExport } from '../../commands/delete.ts'
import type { ExportFile } from '../../record/schema.ts'
import { createSchedule } from '../../schedules/commands/create.ts'
import { runScheduleNow } from '../../schedules/commands/run-now.ts'
import { answerUnsubscribe, readUnsubscription, unsubscribe } from '../../schedules/unsubscribe/service.ts'

let server: ScriptedSmtpServer
let tenant: FixtureTenant
let admin: Context

const emailOf = (role: string) => tenant.users.find((user) => user.role === role)!.email

beforeAll(async () => {
  server = await startSmtpServer()
  process.env.SMTP_URL = server.url
  tenant = await createTenant(10)
  admin = await contextOf(tenant, 'admin')
})

/** What managers may read. */
const columns = ['customer_no', 'city']

const asked = (changes: object = {}) => ({
  columns,
  ...{ export_type: 'customers', recipients: [emailOf('manager')], options: { attach_to_mail: true } },
  ...changes,
})

/** Sends what waits about an export; returns the messages as they arrived, in the order of their recipients. */
async function mailed(exportId: string) {
  server.received.length = 0
  const mails = await ownerRows<{ id: string }>(
    `select id from outgoing_mails where subject_id = $1 and kind = 'completed' order by recipient`,
    [exportId],
  )
  const { tenantId } = admin.principal
  for (const { id: mailId } of mails) {
    await mailJob.run({ tenantId, requestId: 'test', mailId }, new AbortController().signal, {
      id: '01980000-0000-7000-8000-000000000001',
      name: 'test',
    })
  }
  return server.received
}

const sha256 = (content: unknown) =>
  createHash('sha256')
    .update(Buffer.from(content as ArrayBuffer))
    .digest('hex')
const attachedTo = (id: string) =>
  ownerRows(`select user_id, complete from export_download_logs where export_id = $1`, [id])

it('the file goes with the mail where that was wanted, byte for byte, and the log of downloads says so', async () => {
  const made = await finishedExport(admin, asked())
  const [mail] = await mailed(made.id)
  const [file] = made.files as ExportFile[]
  expect(mail!.attachments).toMatchObject([{ filename: file!.name, mimeType: 'text/csv' }])
  expect(sha256(mail!.attachments[0]!.content)).toBe(file!.sha256)
  expect(mail!.text).toContain('The file is attached.')
  const manager = tenant.users.find(({ role }) => role === 'manager')!.id
  expect(await attachedTo(made.id)).toEqual([{ user_id: manager, complete: true }])
})

it('a mail has the link alone when nobody wanted the file, when it is too large, or gone', async () => {
  const plain = await finishedExport(admin, asked({ options: {} }))
  expect((await mailed(plain.id))[0]!.attachments).toEqual([])

  env().MAIL_ATTACHMENT_MB = 0.0001
  const large = await finishedExport(admin, asked())
  env().MAIL_ATTACHMENT_MB = 10
  const [mail] = await mailed(large.id)
  expect(mail!.attachments).toEqual([])
  expect(mail!.text).toContain('it is larger than 0.0001 MB')
  expect(await attachedTo(large.id)).toEqual([])

  const gone = await finishedExport(admin, asked())
  await deleteExport.execute(admin, { id: gone.id })
  const [late] = await mailed(gone.id)
  expect(late!.attachments).toEqual([])
  expect(late!.text).toContain('no longer there')
})

it('whoever may not read the file any more when it is finished gets no file', async () => {
  const input = { export_name: 'Customers', format: 'csv', ...asked() }
  const { id } = await createExport.execute(admin, input)
  const manager = tenant.users.find(({ role }) => role === 'manager')!.id
  await ownerRows(`update users set role = 'viewer' where id = $1`, [manager])
  await runNow(admin, id)
  expect((await mailed(id)).map(({ attachments }) => attachments)).toEqual([[]])
  expect(await attachedTo(id)).toEqual([])
  await ownerRows(`update users set role = 'manager' where id = $1`, [manager])
})

it('a mail of a schedule can be stopped by one click of a mail program, and by its reader', async () => {
  const schedule = await createSchedule.execute(admin, {
    ...{
      schedule_name: 'Weekly list',
      export_type: 'customers',
      format: 'csv',
      frequency: 'weekly' as const,
    },
    columns,
    recipients: [emailOf('manager'), emailOf('manager2')],
  })
  const { export_id } = await runScheduleNow.execute(admin, { id: schedule.id })
  await runNow(admin, export_id!)
  const [first, second] = await mailed(export_id!)
  const headers = Object.fromEntries(first!.headers.map(({ key, value }) => [key, value]))
  expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click')
  const oneClick = /^<(.*)>$/.exec(headers['list-unsubscribe']!)![1]!
  const opened = await answerUnsubscribe(new Request(oneClick))
  expect([opened.status, opened.headers.get('Location')]).toEqual([
    303,
    expect.stringMatching(/^\/unsubscribe\?/),
  ])
  expect(await recipientsOf(schedule.id)).toHaveLength(2)
  for (const _time of ['once', 'and again']) {
    const answer = await answerUnsubscribe(new Request(oneClick, { method: 'POST' }))
    expect(answer.status).toBe(200)
    expect(await recipientsOf(schedule.id)).toEqual([emailOf('manager2')])
  }

  const page = new URL(/To stop it: (\S+)/.exec(second!.text!)![1]!)
  expect(await readUnsubscription(page.searchParams)).toEqual({
    schedule_name: 'Weekly list',
    email: emailOf('manager2'),
  })
  await unsubscribe(page.searchParams, 'test')
  expect(await recipientsOf(schedule.id)).toEqual([])
  const trail = await ownerRows(
    `select details->>'recipient' as recipient from audit_entries where action = 'schedule.unsubscribed' and subject_id = $1 order by id`,
    [schedule.id],
  )
  expect(trail).toEqual([{ recipient: emailOf('manager') }, { recipient: emailOf('manager2') }])
})

it('a link that was altered stops nothing', async () => {
  const query = new URLSearchParams({
    schedule: crypto.randomUUID(),
    email: 'x@example.com',
    signature: 'AAAA',
  })
  await expect(unsubscribe(query, 'test')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(
    answerUnsubscribe(new Request(`http://localhost/x?${query}`, { method: 'POST' })),
  ).rejects.toMatchObject({ code: 'forbidden' })
})

async function recipientsOf(id: string): Promise<string[]> {
  const [row] = await ownerRows<{ recipients: string[] }>(
    'select recipients from export_schedules where id = $1',
    [id],
  )
  return row!.recipients
}
