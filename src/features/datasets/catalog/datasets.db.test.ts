import { beforeAll, describe, expect, it } from 'vitest'
import type { TenantId } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import type { Dataset, SortKey } from '../definition/definition.ts'
import { setTimeZone } from '../rows/repository.ts'
import { compileQuery } from '../rows/sql.ts'
import { companyDatasets, findDataset } from './index.ts'

const rows = 60

let tenantId: TenantId

beforeAll(async () => {
  await createTenant(5)
  tenantId = (await contextOf(await createTenant(rows), 'admin')).principal.tenantId
})

interface Read {
  filters?: Record<string, unknown>
  sort?: SortKey[]
  timeZone?: string
  settings?: string
}

/** Every row as an array: the columns in order, then the primary key. */
async function read(dataset: Dataset, { filters = {}, sort, timeZone = 'UTC', settings }: Read = {}) {
  const columns = dataset.columns.map((column) => ({ ...column, masked: false }))
  const query = compileQuery({ tenantId, dataset, columns, filters, sort: sort ?? dataset.defaultSort })
  return transaction(tenantId, 'read only', async (tx) => {
    await setTimeZone(tx, timeZone)
    if (settings) await tx.$client.query(settings)
    return (await tx.$client.query<unknown[]>({ ...query, rowMode: 'array' })).rows
  })
}

function columnOf(dataset: Dataset, key: string, found: unknown[][]): unknown[] {
  const place = dataset.columns.findIndex((column) => column.key === key)
  return found.map((row) => row[place])
}

/** A column in which many rows have the same value. */
function tied({ columns }: Dataset): string {
  const repeated = ['status', 'source', 'segment', 'supplier_status', 'kind', 'is_active', 'scopes']
  return columns.find(({ key }) => repeated.includes(key))!.key
}

describe.each(companyDatasets)(
  'dataset $key',
  (dataset) => {
    it("reads every row of its own tenant, none of another's, each once", async () => {
      const found = await read(dataset)
      expect(found).toHaveLength(rows)
      expect(new Set(found.map((row) => String(row.at(-1)))).size).toBe(rows)
    })

    it('has one order of its own, whichever way PostgreSQL reads the rows', async () => {
      const keys = async (settings: string) =>
        (await read(dataset, { settings, sort: [{ column: tied(dataset), direction: 'asc' }] })).map((row) =>
          row.at(-1),
        )
      const expected = await keys('set local enable_seqscan = on')
      expect(await keys('set local enable_seqscan = off')).toEqual(expected)
      expect(await keys('set local enable_indexscan = off; set local enable_hashjoin = off')).toEqual(
        expected,
      )
    })

    it('gives no decimal more digits than it says', async () => {
      const found = await read(dataset)
      const loose = dataset.columns.filter(({ key, scale }) =>
        columnOf(dataset, key, found).some(
          (value) => scale !== undefined && (String(value).split('.')[1]?.length ?? 0) > scale,
        ),
      )
      expect(loose.map(({ key }) => key)).toEqual([])
    })

    it('takes any search that is allowed for what it is', async () => {
      for (const search of ['50%_\\', `'; drop table sales; --`, '$1 %L'])
        expect(await read(dataset, { filters: { search } })).toEqual([])
    })
  },
  30_000,
)

describe('filters', () => {
  it('include the first and the last day of a range', async () => {
    const sales = findDataset('sales')!
    const days = columnOf(sales, 'order_date', await read(sales)).map((day) => localDay(day as Date))
    const [from, to] = [days.at(-5)!, days[5]!]
    const expected = days.filter((day) => day >= from && day <= to)
    expect(await read(sales, { filters: { date_from: from, date_to: to } })).toHaveLength(expected.length)
  })

  it('cut the days of a timestamp in the time zone of the connection', async () => {
    const inventory = findDataset('inventory')!
    for (const timeZone of ['UTC', 'Pacific/Auckland', 'America/New_York']) {
      const inZone = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
      const counted = columnOf(inventory, 'last_counted_at', await read(inventory))
      const days = counted.flatMap((at) => (at ? [inZone.format(at as Date)] : []))
      const day = days[0]!
      const found = await read(inventory, { filters: { date_from: day, date_to: day }, timeZone })
      expect(found).toHaveLength(days.filter((other) => other === day).length)
    }
  })

  it('compare amounts exactly', async () => {
    const sales = findDataset('sales')!
    const amounts = columnOf(sales, 'amount', await read(sales)) as string[]
    const smallest = amounts.toSorted((a, b) => Number(a) - Number(b))[0]!
    expect(await read(sales, { filters: { amount_max: smallest } })).toHaveLength(1)
  })

  it('search for words in any order, wildcards literally, in any case, composed or not', async () => {
    const customers = findDataset('customers')!
    const names = columnOf(customers, 'name', await read(customers)) as string[]
    const found = async (search: string) => {
      const { input } = customers.filters.find(({ key }) => key === 'search')!
      const filters = { search: input.parse(search) }
      return columnOf(customers, 'name', await read(customers, { filters }))
    }
    const having = (...parts: string[]) => names.filter((name) => parts.every((part) => name.includes(part)))
    expect(having('100', '%').length).toBeGreaterThan(0)
    expect(await found('% 100')).toEqual(having('100', '%'))
    expect(await found('MÜLLER söhne')).toEqual(having('Müller', 'Söhne'))
    expect(await found('mu\u0308ller')).toEqual(having('Müller'))
    expect(having('e\u0301 decomposed').length).toBeGreaterThan(0)
    expect(await found('\u00e9 DECOMPOSED')).toEqual(having('e\u0301 decomposed'))
  })
})

describe('people', () => {
  it('have left from the day after their last one on, in every dataset that tells', async () => {
    const last = [null, 'current_date - 1', 'current_date', 'current_date + 1']
    const [payroll, staff] = [findDataset('payroll')!, findDataset('staff')!]
    const [someone] = columnOf(payroll, 'employee_no', await read(payroll)) as string[]
    const said = []
    for (const day of last) {
      await ownerRows(`update staff set left_on = ${day} where tenant_id = $1 and employee_no = $2`, [
        tenantId,
        someone,
      ])
      const filters = { employee_no: someone }
      said.push([
        columnOf(staff, 'status', await read(staff, { filters }))[0],
        columnOf(payroll, 'is_former', await read(payroll, { filters }))[0],
      ])
    }
    expect(said).toEqual([
      ['employed', false],
      ['left', true],
      ['employed', false],
      ['employed', false],
    ])
  })
})

/** `pg` reads a date as midnight of this machine's zone. */
function localDay(day: Date): string {
  const parts = [day.getFullYear(), day.getMonth() + 1, day.getDate()]
  return parts.map((part) => String(part).padStart(2, '0')).join('-')
}
