import { beforeAll, describe, expect, it } from 'vitest'
import { customers } from '#src/features/datasets/catalog/sales/customers.ts'
import type { Context } from '#src/lib/context.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import type { FixtureTenant } from '../../../../scripts/sample/fixtures.ts'
import { finishedExport } from '../../../../tests/support/finished-export.ts'
import { contextOf, contextsOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { readStored, stored } from '../../../../tests/support/stored.ts'
import { until } from '../../../../tests/support/until.ts'
import { createExport } from '../commands/create.ts'
import { makeOtherFormat } from '../commands/other-format.ts'
import { getManifest, verifyExport } from '../proofs/service.ts'
import { getExport } from '../queries/get.ts'
import { createDownloadLink, sendFile } from './service.ts'

let tenant: FixtureTenant
let admin: Context
let boss: Context
let manager: Context

beforeAll(async () => {
  tenant = await createTenant(30)
  ;({ admin, super_admin: boss, manager } = await contextsOf(tenant))
})

const emailOf = (role: string) => tenant.users.find((user) => user.role === role)!.email
const linkOf = async (context: Context, id: string) =>
  (await createDownloadLink.execute(context, { id })).download_url
const fetchLink = (link: string, headers: Record<string, string> = {}) =>
  sendFile(new Request(link, { headers }))
const refusal = (call: Promise<unknown>) =>
  call.then(
    () => 'allowed',
    ({ code, message }) => ({ code, message }),
  )

/** Runs while the user has another role, and looks them up as a request would. */
async function asRole<T>(context: Context, role: string, run: (now: Context) => Promise<T>): Promise<T> {
  const { userId, role: before } = context.principal
  await ownerRows('update users set role = $2 where id = $1', [userId, role])
  try {
    const { findPrincipalByUser } = await import('#src/lib/access/principals.ts')
    return await run({ ...context, principal: (await findPrincipalByUser(userId))! })
  } finally {
    await ownerRows('update users set role = $2 where id = $1', [userId, before])
  }
}

describe('a finished file', () => {
  it('is refused to an admin who became a manager, by link, by an old link and as manifest', async () => {
    const { id } = await finishedExport(boss, { export_type: 'payroll' })
    const link = await linkOf(boss, id)
    await asRole(boss, 'manager', async (now) => {
      const expected = { code: 'forbidden', message: expect.stringContaining('may not read Payroll') }
      expect(await refusal(linkOf(now, id))).toEqual(expected)
      expect(await refusal(fetchLink(link))).toEqual(expected)
      expect(await refusal(getManifest.execute(now, { id }))).toEqual(expected)
    })
    expect((await fetchLink(link)).status).toBe(200)
  })

  it('is refused while one of its columns is masked to the reader now and was not then', async () => {
    const { id } = await finishedExport(boss, { export_type: 'payroll', columns: ['net', 'iban'] })
    await asRole(boss, 'admin', async (now) => {
      expect(await refusal(linkOf(now, id))).toMatchObject({
        message: expect.stringContaining('IBAN of Payroll'),
      })
    })
    const { id: harmless } = await finishedExport(boss, { export_type: 'payroll', columns: ['net'] })
    await asRole(boss, 'admin', async (now) => {
      expect(await refusal(linkOf(now, harmless))).toEqual('allowed')
    })
  })

  it('is handed on to people without the right where the dataset says so, but no sensitive column', async () => {
    const recipients = [emailOf('viewer')]
    const columns = ['customer_no', 'name']
    const viewer = await contextOf(tenant, 'viewer')
    const asked = { export_name: 'x', export_type: 'customers', format: 'csv', recipients }
    expect(await refusal(createExport.execute(manager, { ...asked, columns }))).toMatchObject({
      code: 'invalid_request',
    })
    customers.canBeHandedOn = true
    try {
      const { id } = await finishedExport(manager, { export_type: 'customers', columns, recipients })
      expect((await fetchLink(await linkOf(viewer, id))).status).toBe(200)
      expect(await refusal(createExport.execute(manager, asked))).toMatchObject({
        message: expect.stringContaining('Email and Phone'),
      })
    } finally {
      customers.canBeHandedOn = false
    }
  })

  it('shows its recipients nothing of each other', async () => {
    const recipients = [emailOf('admin'), emailOf('manager2')]
    const { id } = await finishedExport(manager, { recipients })
    const other = await contextOf(tenant, 'manager2')
    await fetchLink(await linkOf(manager, id)).then((response) => response.arrayBuffer())
    await until('the download is logged', async () => {
      const { downloads } = await getExport.execute(manager, { id, include_details: 'true' })
      return downloads?.[0]?.complete
    })
    const seen = await getExport.execute(other, { id, include_details: 'true' })
    expect([seen.recipients, seen.mails?.map(({ recipient }) => recipient), seen.downloads]).toEqual([
      [emailOf('manager2')],
      [emailOf('manager2')],
      [],
    ])
    const own = await getExport.execute(manager, { id, include_details: 'true' })
    expect([own.recipients, own.mails?.length, own.downloads?.length]).toEqual([recipients, 2, 1])
  })
})

describe('recipients', () => {
  it.each([
    ['without an account', () => 'nobody@elsewhere.example', 'has no account here'],
    ['who are disabled', () => emailOf('disabled'), 'has an account that is disabled'],
    ['without the right to the dataset', () => emailOf('manager'), 'may not read Payroll'],
    ['to whom a column is masked', () => emailOf('admin'), 'may not read Personal email and IBAN'],
  ])('%s are refused at their field', async (_, address, why) => {
    const recipients = [emailOf('super_admin'), address()]
    const asked = { export_name: 'x', export_type: 'payroll', format: 'csv', recipients }
    const error = await createExport.execute(boss, asked).catch((caught) => caught)
    expect(error.details.errors).toEqual([
      { path: 'recipients.1', code: 'not_a_reader', message: expect.stringContaining(why) },
    ])
  })
})

describe('every request for bytes', () => {
  const taken = async (id: string) => {
    const logs = await ownerRows<{ range_start: string; bytes_sent: string; complete: boolean }>(
      'select range_start, bytes_sent, complete from export_download_logs where export_id = $1 order by id',
      [id],
    )
    return logs.map(({ range_start, bytes_sent, complete }) => [
      Number(range_start),
      Number(bytes_sent),
      complete,
    ])
  }
  const audits = async (id: string) =>
    (
      await ownerRows(`select 1 from audit_entries where subject_id = $1 and action = 'export.downloaded'`, [
        id,
      ])
    ).length
  const read = async (link: string, range?: string) => {
    const response = await fetchLink(link, range ? { range } : {})
    return (await response.arrayBuffer()).byteLength
  }

  it('is logged with what was sent; nine tenths of the file, in one range or several, are one audited download', async () => {
    const { id, files } = await finishedExport(manager)
    const size = files[0]!.bytes
    const link = await linkOf(manager, id)
    await read(link, 'bytes=1-')
    await until('it is audited', async () => (await audits(id)) === 1)
    expect(await taken(id)).toEqual([[1, size - 1, true]])

    const half = Math.floor(size / 2)
    await read(link, `bytes=0-${half - 1}`)
    await until('half is logged', async () => (await taken(id))[1]?.[2])
    expect(await audits(id)).toBe(1)
    await read(link, `bytes=${half}-`)
    await until('both halves are audited', async () => (await audits(id)) === 2)
  })

  it('that breaks off is logged with what had left, and takes one of the reader’s downloads no longer', async () => {
    // More than the buffers on the way hold, so that what nobody reads stays open.
    await ownerRows(`update customers set notes = repeat('x', 100000) where tenant_id = $1`, [tenant.id])
    const { id } = await finishedExport(manager, { export_type: 'customers', columns: ['notes'] })
    const link = await linkOf(manager, id)
    const open = await Promise.all(Array.from({ length: 24 }, () => fetchLink(link)))
    expect(await refusal(fetchLink(link))).toMatchObject({ code: 'rate_limited' })
    await Promise.all(open.map((response) => response.body!.cancel()))
    await until('a download is possible again', async () => {
      const again = await fetchLink(link).catch(() => undefined)
      await again?.body?.cancel()
      return again
    })
    expect((await taken(id)).length).toBeGreaterThanOrEqual(25)
  })
})

describe('a stored file that is not what was written', () => {
  const keyOf = async (id: string) => {
    const [row] = await ownerRows<{ file_path: string }>('select file_path from data_exports where id = $1', [
      id,
    ])
    return `${row!.file_path}/part-1`
  }
  const mailsOf = async (id: string, kind: string) =>
    (await ownerRows('select recipient from outgoing_mails where subject_id = $1 and kind = $2', [id, kind]))
      .length

  it('is lost: the first reader learns it, admins are told once, nobody is sent it, and it can be retried', async () => {
    const { id } = await finishedExport(manager)
    const link = await linkOf(manager, id)
    await getStorage().remove([await keyOf(id)])
    const expected = { code: 'file_lost', message: expect.stringContaining('Run the export again') }
    expect(await refusal(fetchLink(link))).toEqual(expected)
    expect(await refusal(fetchLink(link))).toEqual(expected)
    expect(await refusal(linkOf(manager, id))).toEqual(expected)
    expect(await verifyExport.execute(manager, { id })).toMatchObject({ verdict: 'lost' })
    expect(await mailsOf(id, 'file_lost')).toBe(2)
    const seen = await getExport.execute(manager, { id })
    expect([seen.file_problem, seen.links.download, seen.links.retry]).toEqual([
      'lost',
      null,
      `/api/v1/exports/${id}/retry`,
    ])
  })

  it('is altered: verify finds it, downloads stop, and go on once it is whole again', async () => {
    const { id } = await finishedExport(manager)
    const link = await linkOf(manager, id)
    const key = await keyOf(id)
    const whole = (await readStored(key)).toString('utf8')
    await stored.write(key, whole.replace('SO-', 'SO+'))
    expect(await verifyExport.execute(manager, { id })).toMatchObject({ verdict: 'altered' })
    expect(await verifyExport.execute(manager, { id })).toMatchObject({ verdict: 'altered' })
    expect(await refusal(fetchLink(link))).toMatchObject({ code: 'file_altered' })
    expect(await mailsOf(id, 'file_altered')).toBe(2)
    await stored.write(key, whole)
    expect(await verifyExport.execute(manager, { id })).toMatchObject({ verdict: 'whole' })
    expect((await fetchLink(link)).status).toBe(200)
  })

  it('a file cut short is found by the download itself', async () => {
    const { id } = await finishedExport(manager)
    const key = await keyOf(id)
    await stored.write(key, (await readStored(key)).toString('utf8').slice(0, 50))
    expect(await refusal(fetchLink(await linkOf(manager, id)))).toMatchObject({ code: 'file_altered' })
  })
})

it('another format is refused to who may not read the file', async () => {
  const { id } = await finishedExport(boss, { export_type: 'payroll' })
  expect(await refusal(makeOtherFormat.execute(admin, { id, format: 'json' }))).toMatchObject({
    code: 'forbidden',
  })
})
