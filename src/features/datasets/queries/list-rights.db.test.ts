import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { contextOf, contextsOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { listDatasets } from './list-datasets.ts'
import { listRows } from './list-rows.ts'
import { listValues } from './list-values.ts'
import { sumRows } from './sum-rows.ts'

let admin: Context
let manager: Context
let viewer: Context
let owner: Context
let stranger: Context

beforeAll(async () => {
  ;({ super_admin: owner, admin, manager, viewer } = await contextsOf(await createTenant(30)))
  stranger = await contextOf(await createTenant(5), 'super_admin')
})

describe('who reads a list', () => {
  it('gets the datasets that their role may read, and nobody else one', async () => {
    const keysFor = async (context: Context) =>
      (await listDatasets.execute(context, {})).map(({ key }) => key)
    expect(await keysFor(admin)).toContain('payroll')
    expect(await keysFor(manager)).not.toContain('payroll')
    await expect(keysFor(viewer)).rejects.toMatchObject({ code: 'forbidden' })
    for (const operation of [listRows, sumRows]) {
      await expect(operation.execute(manager, { key: 'payroll' })).rejects.toMatchObject({
        code: 'forbidden',
      })
      await expect(operation.execute(viewer, { key: 'sales' })).rejects.toMatchObject({ code: 'forbidden' })
      await expect(operation.execute(admin, { key: 'secrets' })).rejects.toMatchObject({ code: 'not_found' })
    }
    const values = listValues.execute(manager, { key: 'payroll', filter: 'department' })
    await expect(values).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('sees sensitive values as their role does: whole, masked in SQL, or not at all', async () => {
    const [seen] = (await listRows.execute(owner, { key: 'payroll', sort: 'iban' })).rows
    const iban = String(seen!.values.iban)
    const [masked] = (await listRows.execute(admin, { key: 'payroll', filters: `{"ids":["${seen!.key}"]}` }))
      .rows
    expect(masked!.values.iban).toBe(`••••${iban.slice(-4)}`)
    const customer = (await listRows.execute(manager, { key: 'customers' })).rows[0]!
    expect(String(customer.values.email)).toMatch(/^••••/)
  })

  it('cannot sort by, choose or sum what is masked or left out for them', async () => {
    const sorted = listRows.execute(admin, { key: 'payroll', sort: 'iban:desc' })
    await expect(sorted).rejects.toMatchObject({
      code: 'invalid_request',
      details: { errors: [{ path: 'sort.0.column' }] },
    })
    const { values } = await listValues.execute(admin, { key: 'payroll', filter: 'currency' })
    const filters = JSON.stringify({ currency: values[0] })
    const { sums } = await sumRows.execute(admin, { key: 'payroll', filters })
    expect(Object.keys(sums).sort()).toEqual(['gross', 'net', 'tax'])
    const asked = sumRows.execute(admin, { key: 'payroll', columns: 'gross,salary' })
    await expect(asked).rejects.toMatchObject({ code: 'invalid_request' })
  })

  it("never meets another tenant's rows, values or cursors", async () => {
    const theirs = (await listRows.execute(admin, { key: 'sales', limit: 10 })).pagination.next_cursor!
    const own = await listRows.execute(stranger, { key: 'sales', cursor: theirs, limit: 100 })
    const ids = await ownerRows<{ id: string }>('select id from sales where tenant_id = $1', [
      stranger.principal.tenantId,
    ])
    for (const { key } of own.rows) expect(ids.map(({ id }) => id)).toContain(key)
    expect((await sumRows.execute(stranger, { key: 'sales' })).rows).toBe(5)
    const { values } = await listValues.execute(stranger, { key: 'customers', filter: 'customer_no' })
    const numbers = await ownerRows<{ no: string }>(
      'select customer_no as no from customers where tenant_id = $1 order by 1',
      [stranger.principal.tenantId],
    )
    expect(values.toSorted()).toEqual(numbers.map(({ no }) => no).toSorted())
  })
})

describe('what cannot be read is told with its path', () => {
  it.each([
    ['filters that are no JSON', { filters: '{' }, 'filters'],
    ['filters that are a list', { filters: '[]' }, 'filters'],
    ['an unknown filter', { filters: '{"colour":"red"}' }, 'filters.colour'],
    ['a prototype', { filters: '{"__proto__":{"status":"x"}}' }, 'filters'],
    ['a wrong value', { filters: '{"status":"melted"}' }, 'filters.status'],
    ['an unknown column', { columns: 'order_no,colour' }, 'columns.1'],
    ['a column twice', { columns: 'order_no,order_no' }, 'columns.1'],
    ['a sort that is SQL', { sort: 'amount desc; drop table sales' }, 'sort'],
    ['an unknown sort', { sort: 'colour' }, 'sort.0.column'],
    ['a page of another size', { limit: 7 }, 'limit'],
    ['an unknown time zone', { time_zone: 'Mars/Olympus' }, 'time_zone'],
    ['a cursor that is none', { cursor: 'eyJ4' }, 'cursor'],
    ['an unknown key', { offset: 10 }, 'offset'],
  ])('%s', async (_, input, path) => {
    const asked = listRows.execute(admin, { key: 'sales', ...input } as never)
    await expect(asked).rejects.toMatchObject({ code: 'invalid_request', details: { errors: [{ path }] } })
  })

  it('a cursor of another sort, and one whose values were changed by hand', async () => {
    const page = await listRows.execute(admin, { key: 'sales', sort: 'amount', limit: 10 })
    const cursor = page.pagination.next_cursor!
    const refused = { code: 'invalid_request', details: { errors: [{ path: 'cursor' }] } }
    await expect(listRows.execute(admin, { key: 'sales', sort: 'profit', cursor })).rejects.toMatchObject(
      refused,
    )
    const [name, side] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    const forged = Buffer.from(JSON.stringify([name, side, ['ten', 'x']])).toString('base64url')
    await expect(
      listRows.execute(admin, { key: 'sales', sort: 'amount', cursor: forged }),
    ).rejects.toMatchObject(refused)
  })
})

describe('suggested values', () => {
  it('are those that the column has, narrowed by a part in any case', async () => {
    const all = await listValues.execute(admin, { key: 'sales', filter: 'category' })
    const rows = await ownerRows<{ category: string }>(
      `select distinct p.category from sales s join products p on p.id = s.product_id where s.tenant_id = $1 and p.category <> ''`,
      [admin.principal.tenantId],
    )
    expect(all.values.toSorted()).toEqual(rows.map(({ category }) => category).toSorted())
    expect(all.is_complete).toBe(true)
    const part = all.values[0]!.slice(0, 3).toUpperCase()
    const some = await listValues.execute(admin, { key: 'sales', filter: 'category', search: part })
    expect(some.values).toContain(all.values[0])
    const none = await listValues.execute(admin, { key: 'sales', filter: 'category', search: '%' })
    expect(none.values.filter((value) => !value.includes('%'))).toEqual([])
  })

  it('cannot be searched for a character that no text of the database holds', async () => {
    const asked = listValues.execute(admin, { key: 'sales', filter: 'category', search: 'a\0' })
    await expect(asked).rejects.toMatchObject({
      code: 'invalid_request',
      details: { errors: [{ path: 'search' }] },
    })
  })

  it('are not offered for filters of other kinds', async () => {
    await expect(listValues.execute(admin, { key: 'sales', filter: 'search' })).rejects.toMatchObject({
      code: 'invalid_request',
      details: { errors: [{ path: 'filter' }] },
    })
  })
})

describe('sums', () => {
  it('leave out amounts of several currencies, and say why', async () => {
    const tenantId = admin.principal.tenantId
    const [one] = await ownerRows<{ id: string; currency: string }>(
      'select id, currency from payroll where tenant_id = $1 limit 1',
      [tenantId],
    )
    await ownerRows(`update payroll set currency = 'XTS' where id = $1`, [one!.id])
    const mixed = await sumRows.execute(admin, { key: 'payroll' })
    await ownerRows('update payroll set currency = $2 where id = $1', [one!.id, one!.currency])
    expect(mixed.sums).toEqual({})
    expect(mixed.unsummed).toMatchObject({ gross: 'several_currencies', net: 'several_currencies' })
    const other = await sumRows.execute(admin, { key: 'payroll', filters: '{"currency":"XTS"}' })
    expect(other.sums).toMatchObject({ gross: null })
  })
})
