import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { companyDatasets, datasets } from '../catalog/index.ts'
import { planList } from '../rows/plan-list.ts'
import { countRowsWithin, readTexts } from '../rows/repository.ts'
import { compileSample, compileSlice, type Expected, orderOf } from '../rows/sql.ts'

const rows = 60

let context: Context

beforeAll(async () => {
  await createTenant(rows, { seed: 3 })
  context = await contextOf(await createTenant(rows, { seed: 3 }), 'admin')
  // A company just made has no suggestions yet.
  await ownerRows(`insert into item_outlooks (tenant_id, product_id, method, lead_time_days, lead_time_from, available,
      on_order, planned, quantity, computed_at)
    select tenant_id, id, 'reorder_point', 14, 'assumed', 0, 0, 0, 5, now() from products`)
})

/** The keys of the rows that a search finds, in their order. */
async function found(key: string, search: string, expected: Expected): Promise<unknown[]> {
  const plan = planList(context.principal, { key, filters: { search } })
  const compiled = compileSlice({ ...plan, columns: [] }, { order: orderOf(plan), limit: rows, expected })
  const texts = await transaction(context.principal.tenantId, 'read only', (tx) => readTexts(tx, compiled))
  return texts.map(([id]) => id)
}

// One letter, several words in different tables, letters of two characters and wildcards that are none.
const searches = ['a', 'A 0', '-0000007', 'KÖLN', 'Ko\u0308ln', 'é', '東', 'wages', 'ware 1', '%', 'zzzzqq']

const several = datasets.filter(({ filters }) => filters.some((filter) => 'whereFew' in filter))

describe('a search', () => {
  it.each(several)(
    'of $key finds the same rows in one order, whether many or few are expected',
    async ({ key }) => {
      const sizes: number[] = []
      for (const search of searches) {
        const many = await found(key, search, 'many')
        expect(await found(key, search, 'few'), search).toEqual(many)
        sizes.push(many.length)
      }
      expect(Math.max(...sizes)).toBeGreaterThan(0)
      expect(sizes).toContain(0)
    },
  )
})

describe('an estimate', () => {
  it.each(companyDatasets)('of $key takes its sample from the table of its rows', async ({ key }) => {
    const plan = planList(context.principal, { key, filters: { search: 'a' } })
    const { sample, matching } = await transaction(context.principal.tenantId, 'read only', async (tx) => ({
      sample: await readTexts(tx, compileSample(plan, 100)),
      matching: await countRowsWithin(tx, 20_000, plan),
    }))
    expect(sample).toEqual([[String(rows), String(matching)]])
  })
})
