import { beforeAll, describe, expect, it } from 'vitest'
import { listRows } from '#src/features/datasets/queries/list-rows.ts'
import type { Context } from '#src/lib/context.ts'
import { addSales, askForecast, carryOut } from '../../../../tests/support/forecasts.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { scoreForecasts } from '../accuracy/sweeps.ts'
import { decideOnAnomaly } from '../commands/decide-anomaly.ts'
import { getPrecision } from '../queries/get-precision.ts'
import { listAnomalies } from '../queries/list-anomalies.ts'
import { findPrices } from './sweeps.ts'

let admin: Context
let manager: Context
let items: string[]

beforeAll(async () => {
  const tenant = await createTenant(8)
  ;[admin, manager] = [await contextOf(tenant, 'admin'), await contextOf(tenant, 'manager')]
  await ownerRows('delete from sales where tenant_id = $1', [tenant.id])
  const steady = Array.from({ length: 29 }, (_, month) => 50 + (month % 5))
  // Two months later on, the first item sells ten times as much.
  items = await addSales(tenant.id, '2023-01-01', [
    [...steady, 500, 510, 52],
    [...steady, 52, 51, 50],
  ])
})

const at = (day: string) => new Date(`${day}T12:00:00Z`)
const list = async (input: Parameters<typeof listAnomalies.execute>[1] = {}) =>
  (await listAnomalies.execute(manager, input)).items

async function forecast(day: string): Promise<void> {
  await carryOut(admin, (await askForecast(admin)).id)
  await scoreForecasts(at(day))
}

describe('a forecast that is far off', () => {
  it('is told once, with its reason and rows, however often it is forecast and scored', async () => {
    await forecast('2025-08-02')
    const found = await list()
    expect(found.map(({ kind, occurred_on, item_id }) => [kind, occurred_on, item_id])).toContainEqual([
      ...['outside_range', '2025-07-01', items[0]],
    ])
    const [told] = found.filter(({ kind }) => kind === 'outside_range')
    expect(told).toMatchObject({ status: 'new', reason: expect.stringContaining('above the range') })
    expect(told!.evidence).toMatchObject([
      { starts_on: '2025-06-01', actual: 500 },
      { starts_on: '2025-07-01', actual: 510 },
    ])
    expect(new Set(found.map(({ item_id }) => item_id))).toEqual(new Set([items[0]]))
    await forecast('2025-09-02')
    expect((await list()).filter(({ kind }) => kind === 'outside_range')).toEqual([told])
  })

  it('is no news a year later', async () => {
    await ownerRows('delete from anomalies where tenant_id = $1', [admin.principal.tenantId])
    await ownerRows(`update forecast_runs set score_on = '2025-07-01' where tenant_id = $1`, [
      admin.principal.tenantId,
    ])
    expect(await scoreForecasts(at('2027-01-01'))).toBeGreaterThan(0)
    expect(await list()).toEqual([])
  })
})

describe('a price far from what an item usually costs', () => {
  it('is told where at least ten prices say what is usual', async () => {
    await ownerRows(
      `update sales set unit_price = 9 where tenant_id = $1 and order_date >= '2025-08-01' and product_id = $2`,
      [admin.principal.tenantId, items[1]],
    )
    expect(await findPrices(at('2025-08-20'))).toBe(1)
    expect(await findPrices(at('2025-08-21'))).toBe(0)
    expect(await list({ kind: 'price' })).toMatchObject([
      {
        ...{ item_id: items[1], occurred_on: '2025-08-10', dataset: 'sales' },
        reason: 'The list price was 9.00, while 2.00 is usual for this item.',
      },
    ])
    expect(await findPrices(at('2026-08-21'))).toBe(0)
  })
})

describe('deciding', () => {
  it('is for admins, once, and says how many of a kind mattered', async () => {
    const { id } = (await list())[0]!
    const decision = { id, status: 'acknowledged', note: 'A typing error' } as const
    await expect(decideOnAnomaly.execute(manager, decision)).rejects.toMatchObject({ code: 'forbidden' })
    const stranger = await contextOf(await createTenant(1), 'admin')
    await expect(decideOnAnomaly.execute(stranger, decision)).rejects.toMatchObject({ code: 'not_found' })
    expect(await decideOnAnomaly.execute(admin, decision)).toMatchObject({
      ...{ status: 'acknowledged', note: 'A typing error', decided_by: admin.principal.userId },
    })
    await expect(decideOnAnomaly.execute(admin, { id, status: 'dismissed' })).rejects.toMatchObject({
      code: 'illegal_transition',
    })
    expect(await list({ status: 'new' })).toEqual([])
    const { kinds } = await getPrecision.execute(manager, {})
    expect(kinds.find(({ kind }) => kind === 'price')).toMatchObject({ acknowledged: 1, precision: 1 })
    expect(kinds.find(({ kind }) => kind === 'drift')).toMatchObject({ precision: null })
  })

  it.each([
    ['search', 'order', 1],
    ['status', 'acknowledged', 1],
    ['status', 'new', 0],
    ['kind', 'price', 1],
    ['date_to', '2025-08-01', 0],
  ])('the dataset filtered by %s %s has %i rows', async (key, value, count) => {
    const input = { key: 'anomalies', filters: JSON.stringify({ [key]: value }) }
    expect((await listRows.execute(manager, input)).rows).toHaveLength(count)
  })
})
