import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import type { FieldError } from '#src/lib/errors.ts'
import { oracles } from '../../../../tests/support/filter-oracles.ts'
import { timeZone } from '../../../../tests/support/oracles/oracle.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { planRows } from '../rows/plan.ts'
import { setTimeZone } from '../rows/repository.ts'
import { compileQuery } from '../rows/sql.ts'
import { companyDatasets, findDataset } from './index.ts'

const rows = 120
const midYear = '2023-06-15T12:00:00Z'
const id = '01980000-0000-7000-8000-000000000001'

let context: Context

beforeAll(async () => {
  const tenant = await createTenant(rows, { seed: 3, timeZone })
  await ownerRows(`update users set last_name = 'filters' where tenant_id = $1`, [tenant.id])
  await createTenant(rows, { seed: 3 })
  context = await contextOf(tenant, 'admin')
})

/** The primary keys of the rows that the planned query reads. */
async function read(key: string, filters: Record<string, unknown>, at = midYear): Promise<unknown[]> {
  const problems: FieldError[] = []
  const request = { filters, sort: [], at: new Date(at) }
  const plan = planRows(context.principal, findDataset(key)!, request, problems)
  expect(problems).toEqual([])
  const { text, values } = compileQuery({ ...plan, columns: [] })
  return transaction(context.principal.tenantId, 'read only', async (tx) => {
    await setTimeZone(tx, plan.timeZone)
    return (await tx.$client.query<unknown[]>({ text, values, rowMode: 'array' })).rows.map(([id]) => id)
  })
}

const cases = Object.entries(oracles).flatMap(([key, { from, filters }]) =>
  Object.entries(filters).map(([filter, [value, where, at]]) => ({ key, filter, value, where, at, from })),
)

describe('filters', () => {
  it.each(cases)('$key: $filter $value finds the rows that plain SQL counts', async (one) => {
    const { key, filter, value, where, at, from } = one
    const expected = await ownerRows<{ id: string }>(
      `select t.id from ${from} where t.tenant_id = $1 and ${where}`,
      [context.principal.tenantId],
    )
    const found = await read(key, { [filter]: value }, at)
    expect(found.toSorted()).toEqual(expected.map((row) => row.id).toSorted())
    // A filter that takes everything or nothing proves nothing.
    expect(found.length).toBeGreaterThan(0)
    expect(found.length).toBeLessThan(rows)
  })

  it.each(companyDatasets)(
    'of $key are all tried, and chosen ids give those rows',
    async ({ key, filters }) => {
      const keys = filters.map((filter) => filter.key).filter((filter) => filter !== 'ids')
      expect(Object.keys(oracles[key]!.filters).sort()).toEqual(keys.sort())
      const some = (await read(key, {})).slice(3, 8)
      expect(await read(key, { ids: some })).toEqual(some)
      expect(await read(key, { ids: [id] })).toEqual([])
    },
  )
})
