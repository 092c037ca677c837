import Papa from 'papaparse'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { finishedExport } from '../../../../tests/support/finished-export.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import type { CreateExportInput } from '../record/schema.ts'
import { removeSpools } from '../runs/sweeps.ts'
import { compareExports, downloadComparison, listComparable, sendComparison } from './service.ts'

const columns = ['customer_no', 'name', 'city']
let admin: Context
let manager: Context
let stranger: Context

beforeAll(async () => {
  const tenant = await createTenant(12)
  admin = await contextOf(tenant, 'admin')
  manager = await contextOf(tenant, 'manager')
  stranger = await contextOf(await createTenant(0), 'admin')
})

const customers = (input: Partial<CreateExportInput> = {}, context = admin) =>
  finishedExport(context, { export_type: 'customers', columns, ...input })
const compare = (id: string, other: string, context = admin) =>
  compareExports.execute(context, { id, with: other })

describe('two exports of the same columns', () => {
  it('are compared row by row, whatever their formats and orders', async () => {
    const before = await customers({ sort: [{ column: 'name', direction: 'desc' }] })
    const { tenantId } = admin.principal
    await ownerRows(
      `update customers set city = 'Changed' where id = (
        select id from customers where tenant_id = $1 order by customer_no limit 1)`,
      [tenantId],
    )
    const [gone] = await ownerRows<{ customer_no: string; name: string }>(
      `select customer_no, name from customers where tenant_id = $1 order by customer_no desc limit 1`,
      [tenantId],
    )
    const numbers = (await ownerRows<{ customer_no: string }>(
      'select customer_no from customers where tenant_id = $1 order by customer_no',
      [tenantId],
    )) as { customer_no: string }[]
    const kept = numbers.map(({ customer_no }) => customer_no).filter((no) => no !== gone!.customer_no)
    const after = await customers({ format: 'json', filters: { customer_no: kept } })

    const found = await compare(after.id, before.id)
    expect(found).toMatchObject({
      before: { id: before.id, rows: numbers.length, filters_in_words: [] },
      after: { id: after.id, rows: kept.length },
      ...{ added: 0, removed: 1, changed: 1, unchanged: kept.length - 1 },
    })
    expect(found.first.changed[0]!.after).toMatchObject({ customer_no: kept[0], city: 'Changed' })
    expect(found.first.changed[0]!.before).toMatchObject({ customer_no: kept[0] })
    expect(found.first.removed).toMatchObject([gone!])
    const back = await compare(before.id, after.id)
    expect([back.added, back.removed, back.changed]).toEqual([1, 0, 1])
    expect((await listComparable.execute(admin, { id: after.id })).map(({ id }) => id)).toContain(before.id)
  })

  it('must be the caller’s to see, and have the same columns and zone', async () => {
    const one = await customers()
    const fewer = await customers({ columns: ['customer_no'] })
    const elsewhere = await customers({ options: { time_zone: 'Asia/Tokyo' } })
    const sales = await finishedExport(admin)
    for (const other of [fewer, elsewhere, sales]) {
      await expect(compare(one.id, other.id)).rejects.toMatchObject({
        code: 'invalid_request',
        details: { errors: [{ path: 'with' }] },
      })
    }
    await expect(compare(one.id, one.id)).rejects.toMatchObject({ code: 'invalid_request' })
    const german = await customers({ options: { language: 'de' } })
    const choices = (await listComparable.execute(admin, { id: one.id })).map(({ id }) => id)
    expect(choices, 'headings in another language').toContain(german.id)
    for (const other of [one, fewer, elsewhere, sales]) expect(choices).not.toContain(other.id)

    const own = await customers({}, manager)
    for (const [id, other] of [
      [own.id, one.id],
      [one.id, own.id],
    ] as const)
      await expect(compare(id, other, manager)).rejects.toMatchObject({ code: 'not_found' })
    expect(await listComparable.execute(manager, { id: own.id })).toEqual([])
    await expect(compare(one.id, own.id, stranger)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('give a file of every row that differs, which can be read back and is audited', async () => {
    const before = await customers()
    const { tenantId } = admin.principal
    await ownerRows(
      `update customers set city = '=1+1', name = 'Müller, "Söhne"' where id = (
        select id from customers where tenant_id = $1 order by customer_no limit 1)`,
      [tenantId],
    )
    const after = await customers({ filters: {}, format: 'excel' })
    const file = async (id: string, other: string, format: 'csv' | 'ndjson') => {
      const made = await downloadComparison.execute(admin, { id, with: other, format })
      return (await sendComparison(made, new Request('http://localhost'), admin)).text()
    }
    // What the first request was told is of no use to somebody who may not see the exports.
    const told = { id: after.id, with: before.id, format: 'csv' as const, file_name: 'changes.csv' }
    await expect(sendComparison(told, new Request('http://localhost'), stranger)).rejects.toMatchObject({
      code: 'not_found',
    })
    const found = (await compare(after.id, before.id)).first.changed[0]!
    const { data } = Papa.parse<string[]>(await file(after.id, before.id, 'csv'), { skipEmptyLines: true })
    expect(data.map((line) => [line[0], ...line.slice(2)])).toEqual([
      ['Change', 'Column', 'Before', 'After', ...data[0]!.slice(5)],
      ['changed', 'Name', found.before.name, 'Müller, "Söhne"', ...data[1]!.slice(5)],
      ['changed', 'City', found.before.city, "'=1+1", ...data[2]!.slice(5)],
    ])
    expect(data[1]!.slice(5)).toEqual([found.after.customer_no, 'Müller, "Söhne"', "'=1+1"])
    expect(data[1]![1]).toBe(data[2]![1])
    const lines = (await file(after.id, before.id, 'ndjson')).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      {
        ...{ change: 'changed', row_key: expect.stringMatching(/^[0-9a-f]{16}$/), row: found.after },
        columns: {
          city: { before: found.before.city, after: '=1+1' },
          name: { before: found.before.name, after: 'Müller, "Söhne"' },
        },
      },
    ])
    const audits = await ownerRows(
      `select details from audit_entries where action = 'export.compared' and subject_id = $1 order by created_at`,
      [after.id],
    )
    expect(audits).toEqual(['csv', 'ndjson'].map((format) => ({ details: { with: before.id, format } })))
    await expect(
      downloadComparison.execute(stranger, { id: after.id, with: before.id }),
    ).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('are gone with the rows that were kept', async () => {
    const [one, other] = [await customers(), await customers()]
    expect(await compare(one.id, other.id)).toMatchObject({ added: 0, removed: 0, changed: 0 })
    await removeSpools(true)
    await expect(compare(one.id, other.id)).rejects.toMatchObject({ code: 'gone' })
    expect(await listComparable.execute(admin, { id: one.id })).toEqual([])
  })
})
