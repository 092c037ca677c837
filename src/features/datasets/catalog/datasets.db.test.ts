import { beforeAll, describe, expect, it } from 'vitest'
import type { TenantId } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { contextOf, createTenant } from '../../../../tests/support/owner.ts'
import type { Dataset } from '../definition/definition.ts'
import { compileQuery } from '../rows/sql.ts'
import { datasets } from './index.ts'

const rows = 60

let tenantId: TenantId

beforeAll(async () => {
  await createTenant(5)
  tenantId = (await contextOf(await createTenant(rows), 'admin')).principal.tenantId
})

/** Every row as an array: the columns in order, then the primary key. */
async function read(dataset: Dataset, filters: Record<string, unknown> = {}, timeZone = 'UTC') {
  const columns = dataset.columns.map((column) => ({ ...column, masked: false }))
  const { text, values } = compileQuery({ dataset, columns, filters, sort: dataset.defaultSort })
  return transaction(tenantId, 'read only', async (tx) => {
    await tx.$client.query(`select set_config('TimeZone', $1, true)`, [timeZone])
    return (await tx.$client.query<unknown[]>({ text, values, rowMode: 'array' })).rows
  })
}

function columnOf(dataset: Dataset, key: string, found: unknown[][]): unknown[] {
  const place = dataset.columns.findIndex((column) => column.key === key)
  return found.map((row) => row[place])
}

describe.each(datasets)(
  'dataset $key',
  (dataset) => {
    it("reads every row of its own tenant, none of another's, each once", async () => {
      const found = await read(dataset)
      expect(found).toHaveLength(rows)
      expect(new Set(found.map((row) => String(row.at(-1)))).size).toBe(rows)
    })

    it.each(dataset.filters)('narrows the rows by $key', async (filter) => {
      const given: Record<string, unknown[]> = {
        search: ['a', '50%_\\', `'; drop table sales; --`],
        date_from: ['0001-01-01', '2024-02-29', '9999-12-31'],
        date_to: ['0001-01-01', '2024-02-29', '9999-12-31'],
        amount_min: [-1e20, '12.5', 1e21],
        amount_max: [-1e20, '12.5', 1e21],
        ids: [['01980000-0000-7000-8000-000000000001']],
        needs_reorder: [true, false],
      }
      const all = (await read(dataset)).length
      for (const value of given[filter.key] ?? ['x', ['Köln', `"'\\{},`]]) {
        const parsed = filter.input.safeParse(value)
        if (!parsed.success) continue
        expect((await read(dataset, { [filter.key]: parsed.data })).length).toBeLessThanOrEqual(all)
      }
    })

    const hasStatus = dataset.columns.some(({ key }) => key === 'status')

    if (hasStatus)
      it('finds exactly the rows of each status, and all of them together', async () => {
        const byStatus = Map.groupBy(columnOf(dataset, 'status', await read(dataset)), String)
        const status = dataset.filters.find(({ key }) => key === 'status')!
        for (const [value, expected] of byStatus) {
          expect(status.input.safeParse(value).success, value).toBe(true)
          expect(await read(dataset, { status: value })).toHaveLength(expected.length)
        }
        expect(await read(dataset, { status: [...byStatus.keys()] })).toHaveLength(rows)
      })

    it('finds chosen rows by their ids', async () => {
      const ids = columnOf(dataset, 'id', await read(dataset)).slice(0, 3)
      const found = await read(dataset, { ids })
      expect(columnOf(dataset, 'id', found)).toEqual(ids)
    })
  },
  30_000,
)

describe('filters of the sample datasets', () => {
  const [sales, customers, inventory] = datasets as [Dataset, Dataset, Dataset]

  it('tell active customers from inactive ones', async () => {
    const active = columnOf(customers, 'is_active', await read(customers)).filter(Boolean).length
    expect(await read(customers, { status: 'active' })).toHaveLength(active)
    expect(await read(customers, { status: 'inactive' })).toHaveLength(rows - active)
  })

  it('include the first and the last day of a range', async () => {
    const days = columnOf(sales, 'order_date', await read(sales)).map((day) => localDay(day as Date))
    const [from, to] = [days.at(-5)!, days[5]!]
    const expected = days.filter((day) => day >= from && day <= to)
    expect(await read(sales, { date_from: from, date_to: to })).toHaveLength(expected.length)
  })

  it('cut the days of a timestamp in the time zone of the connection', async () => {
    for (const timeZone of ['UTC', 'Pacific/Auckland', 'America/New_York']) {
      const inZone = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
      const counted = columnOf(inventory, 'last_counted_at', await read(inventory))
      const days = counted.flatMap((at) => (at ? [inZone.format(at as Date)] : []))
      const day = days[0]!
      const found = await read(inventory, { date_from: day, date_to: day }, timeZone)
      expect(found).toHaveLength(days.filter((other) => other === day).length)
    }
  })

  it('compare amounts exactly and search wildcards literally', async () => {
    const amounts = columnOf(sales, 'amount', await read(sales)) as string[]
    const smallest = amounts.toSorted((a, b) => Number(a) - Number(b))[0]!
    expect(await read(sales, { amount_max: smallest })).toHaveLength(1)

    const names = columnOf(customers, 'name', await read(customers)) as string[]
    expect(await read(customers, { search: '100 %' })).toHaveLength(
      names.filter((name) => name.includes('%') && name.includes('100')).length,
    )
    expect(await read(customers, { search: 'MÜLLER söhne' })).toHaveLength(
      names.filter((name) => name.startsWith('Müller & Söhne')).length,
    )
  })
})

/** `pg` reads a date as midnight of this machine's zone. */
function localDay(day: Date): string {
  const parts = [day.getFullYear(), day.getMonth() + 1, day.getDate()]
  return parts.map((part) => String(part).padStart(2, '0')).join('-')
}
