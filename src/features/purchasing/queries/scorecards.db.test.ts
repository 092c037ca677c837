import { beforeAll, describe, expect, it } from 'vitest'
import { listRows } from '#src/features/datasets/queries/list-rows.ts'
import { getMetrics } from '#src/features/suppliers/queries/metrics.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { buyingCompany, deliver, errorOf, sentOrder } from '../../../../tests/support/purchasing.ts'
import { closeOrder } from '../commands/move-order.ts'
import { reverseDelivery } from '../commands/reverse-delivery.ts'
import { periodsUntil } from '../scorecards/scorecard.ts'
import { getPerformance } from './get-performance.ts'

const today = new Date().toISOString().slice(0, 10)
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

let company: Awaited<ReturnType<typeof buyingCompany>>

beforeAll(async () => {
  company = await buyingCompany()
  const { manager } = company
  const orderDue = (days: number, quantity = 10) => sentOrder(company, quantity, daysAgo(days))
  // In full and on its day, though entered later; in full but late; in time but with a reject; never; not due yet.
  await deliver(manager, await orderDue(20), { quantity: 10 }, { delivered_on: daysAgo(20) })
  await deliver(manager, await orderDue(30), { quantity: 10 }, { delivered_on: daysAgo(26) })
  const rejected = await orderDue(40)
  await deliver(
    manager,
    rejected,
    { quantity: 10, rejected: 1, rejection_reason: 'Bent' },
    { delivered_on: daysAgo(41) },
  )
  await orderDue(10)
  await orderDue(-10)
  // Reversed, so that it never came; called off before its day, so that nobody is to blame.
  const reversed = await deliver(manager, await orderDue(50), { quantity: 10 }, { delivered_on: daysAgo(50) })
  await reverseDelivery.execute(manager, { id: reversed.id, reason: 'Entered twice' })
  const calledOff = await orderDue(-5)
  await closeOrder.execute(manager, { id: calledOff.id, reason: 'No longer needed' })
})

async function year() {
  const { periods } = await getPerformance.execute(company.admin, { id: company.supplierId })
  return periods.find(({ period }) => period === 'year')!
}

describe('a scorecard', () => {
  it('counts few deliveries, and draws no figure from them', async () => {
    expect(await year()).toMatchObject({
      ...{ deliveries: 3, too_few: true, to: today },
      on_time_in_full: { value: null, part: 1, of: 5 },
      days_late: { p50: null, p90: null },
      reject_rate: { value: null, part: 1, of: 30 },
    })
  })

  it('is what the lines behind its figures say', async () => {
    for (const days of [60, 70])
      await deliver(
        company.manager,
        await sentOrder(company, 10, daysAgo(days)),
        { quantity: 10 },
        { delivered_on: daysAgo(days) },
      )
    const figures = await year()
    expect(figures).toMatchObject({
      ...{ deliveries: 5, too_few: false },
      on_time_in_full: { value: 42.9, part: 3, of: 7 },
      days_late: { p50: 0, p90: 4 },
      reject_rate: { value: 2, part: 1, of: 50 },
    })
    const rowsOf = async ({ dataset, filters }: { dataset: string; filters: object }, columns: string) => {
      const input = { key: dataset, filters: JSON.stringify(filters), columns, limit: 100 }
      return (await listRows.execute(company.admin, input)).rows.map(({ values }) => values)
    }
    const judged = await rowsOf(figures.on_time_in_full.lines, 'on_time_in_full')
    expect(judged.filter((row) => row.on_time_in_full !== null)).toHaveLength(7)
    expect(judged.filter((row) => row.on_time_in_full === true)).toHaveLength(3)
    const late = (await rowsOf(figures.days_late.lines, 'days_late')).map((row) => Number(row.days_late))
    expect(late.sort((one, other) => one - other)).toEqual([-1, 0, 0, 0, 4])
  })

  it('agrees with its dataset and with the metrics of all suppliers', async () => {
    const figures = await year()
    const columns = 'deliveries,on_time_in_full,reject_rate,days_late_p90'
    const { rows } = await listRows.execute(company.admin, { key: 'supplier_scorecards', columns })
    const row = rows[0]?.values
    expect([Number(row!.deliveries), Number(row!.on_time_in_full), Number(row!.reject_rate)]).toEqual([
      figures.deliveries,
      figures.on_time_in_full.value,
      figures.reject_rate.value,
    ])
    const { on_time_in_full, spend } = await getMetrics.execute(company.admin, {})
    const { value, part, of } = figures.on_time_in_full
    expect(on_time_in_full).toEqual({ value, part, of })
    const [counted] = await ownerRows(
      `select sum(total)::text as total, count(*)::int as orders from purchase_orders where tenant_id = $1`,
      [company.admin.principal.tenantId],
    )
    expect(spend).toEqual([{ currency: 'EUR', ...counted }])
  })

  it('is of an own supplier, for who may see orders', async () => {
    const stranger = await contextOf(await createTenant(0), 'admin')
    const id = company.supplierId
    expect((await errorOf(getPerformance.execute(stranger, { id }))).code).toBe('not_found')
    expect((await errorOf(getPerformance.execute(company.viewer, { id }))).code).toBe('forbidden')
  })
})

it('the periods are the quarter so far and the year that ends today', () => {
  expect(periodsUntil('2026-11-27')).toEqual([
    { period: 'quarter', from: '2026-10-01', to: '2026-11-27' },
    { period: 'year', from: '2025-11-28', to: '2026-11-27' },
  ])
  expect(periodsUntil('2026-01-31')[0]!.from).toBe('2026-01-01')
})
