import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { until } from '../../../../tests/support/until.ts'
import { readableDatasets } from '../rows/rights.ts'
import type { DatasetSize } from '../rows/schema.ts'
import { measureDatasets } from './measure-datasets.ts'
import { sumRows } from './sum-rows.ts'

let admin: Context
let manager: Context

beforeAll(async () => {
  await createTenant(40)
  const tenant = await createTenant(60)
  admin = await contextOf(tenant, 'admin')
  manager = await contextOf(tenant, 'manager')
})

/** A busy machine may need more than one try to count everything within the time that a page gives it. */
function measured(context: Context, isCounted: (sizes: DatasetSize[]) => boolean): Promise<DatasetSize[]> {
  return until('the datasets are measured', async () => {
    const sizes = await measureDatasets.execute(context, {})
    return isCounted(sizes) && sizes
  })
}

const isExact = (sizes: DatasetSize[]) => sizes.every(({ is_exact }) => is_exact)

describe('the sizes of datasets', () => {
  it('are those of the lists, for every dataset that the person may read and no other', async () => {
    for (const context of [admin, manager]) {
      const sizes = await measureDatasets.execute(context, {})
      expect(sizes.map(({ key }) => key)).toEqual(readableDatasets(context.principal).map(({ key }) => key))
    }
    for (const { key, rows } of await measured(admin, isExact)) {
      const counted = await sumRows.execute(admin, { key, exact: 'true' })
      expect({ key, rows }).toEqual({ key, rows: counted.rows })
    }
  })

  it('say when rows are from or were changed, and nothing where there are none', async () => {
    const { tenantId } = admin.principal
    const [latest] = await ownerRows<{ newest: string; changed: Date }>(
      `select (select max(order_date)::text from sales where tenant_id = $1) as newest,
        (select max(updated_at) from customers where tenant_id = $1) as changed`,
      [tenantId],
    )
    const hasFreshness = (sizes: DatasetSize[]) =>
      ['sales', 'customers'].every((one) => sizes.find(({ key }) => key === one)!.freshness)
    const sizes = new Map((await measured(admin, hasFreshness)).map((size) => [size.key, size]))
    expect(sizes.get('sales')!.freshness).toEqual({ at: latest!.newest, means: 'newest' })
    const { at, means } = sizes.get('customers')!.freshness!
    expect(means).toBe('changed')
    expect(Math.trunc(Date.parse(at))).toBe(latest!.changed.getTime())
    expect(sizes.get('forecasts')!.freshness).toBeNull()
  })

  it('are about right beyond 10,000 rows, and then say so', async () => {
    const { tenantId } = admin.principal
    await ownerRows(
      `insert into attendance (tenant_id, staff_id, day, status)
       select $1, id, date '1900-01-01' + n, 'present' from (select id from staff where tenant_id = $1 limit 1) one,
         generate_series(1, 12000) n`,
      [tenantId],
    )
    await ownerRows('analyze attendance')
    const { rows, is_exact } = (await measureDatasets.execute(admin, {})).find(
      ({ key }) => key === 'attendance',
    )!
    expect(is_exact).toBe(false)
    expect(rows).toBeGreaterThan(10_000)
    expect(rows).toBeLessThan(15_000)
  })
})
