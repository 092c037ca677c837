import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { confirmOrder } from '#src/features/purchasing/commands/confirm-order.ts'
import { closeOrder } from '#src/features/purchasing/commands/move-order.ts'
import { reverseDelivery } from '#src/features/purchasing/commands/reverse-delivery.ts'
import type { Context } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { forecastingCompany, inDays } from '../../../../tests/support/lateness.ts'
import { asOwner, ownerRows } from '../../../../tests/support/owner.ts'
import { addPastOrders } from '../../../../tests/support/past-orders.ts'
import { buyingCompany, deliver, sentOrder } from '../../../../tests/support/purchasing.ts'
import { AdvancedSupplierPredictor } from '../advanced-supplier-predictor.ts'
import { toLine } from '../lines/known-lines.ts'
import { readLines } from '../lines/repository.ts'
import { getOrderPrediction } from '../queries/get-order-prediction.ts'
import { getStanding } from '../queries/get-standing.ts'
import { scoreLines } from '../runs/score.ts'
import { scoreDaily } from '../runs/sweeps.ts'
import { score } from '../scoring/score.ts'

const signal = new AbortController().signal
let company: Awaited<ReturnType<typeof forecastingCompany>>
let manager: Context

const predictionOf = async (orderId: string) =>
  (await getOrderPrediction.execute(manager, { id: orderId })).lines[0]

beforeAll(async () => {
  company = await forecastingCompany()
  manager = company.manager
})

describe('without a model, a line is judged', () => {
  it('by ten lines of which one is late where nothing is known, and says so', async () => {
    const order = await sentOrder(company, 10, inDays(10))
    await company.follow(order.id)
    expect(await predictionOf(order.id)).toMatchObject({
      ...{ basis: 'prior', probability: 0.1, days_late: null, model_id: null, promised_on: inDays(10) },
      reasons: [{ code: 'prior', text: 'No delivery is known yet, so one line in ten is taken to be late.' }],
    })
    expect(await scoreDaily()).toBeGreaterThan(0)
    expect(await getStanding.execute(manager, {})).toMatchObject({
      ...{ open_lines: 1, expected_late: 0.1, model: null, scored_on: inDays(0), lines_known: 0 },
      calibration: { source: 'none' },
    })
  })

  it('by the lines of its supplier, and by those of all where it has none', async () => {
    await company.addPast({ prefix: 'A-', count: 20, lateOfTen: 5, from: 300, to: 30 })
    const order = await sentOrder(company, 10, inDays(5))
    await company.follow(order.id)
    const said = (await predictionOf(order.id))!
    // 10 of 20 are late; the rate of all is (10 + 1) / 30.
    expect(said).toMatchObject({ basis: 'history', probability: expect.closeTo((10 + 11 / 3) / 30, 4) })
    expect(said.reasons).toMatchObject([
      {
        code: 'supplier_history',
        text: '10 of the 20 known lines from Acme were late; of all lines, 10 of 20.',
        evidence: new Array(5).fill({ label: expect.stringMatching(/^A-\d+ line 1$/) }),
      },
    ])
    expect(said.days_late!.low).toBeLessThanOrEqual(said.days_late!.median)
    expect(said.days_late!.median).toBeLessThanOrEqual(said.days_late!.high)
    const planned = { supplierId: company.otherId, itemId: company.itemId, quantity: 5, due: inDays(20) }
    const [other] = await new AdvancedSupplierPredictor().predict(company.tenantId, planned)
    expect(other).toMatchObject({ lineId: null, basis: 'prior', probability: expect.closeTo(11 / 30, 6) })
    const wrong = { ...planned, due: inDays(-1) }
    await expect(new AdvancedSupplierPredictor().predict(company.tenantId, wrong)).rejects.toThrow('due:')
  })

  it('anew when its day is confirmed, and not while nothing new is said', async () => {
    const order = await sentOrder(company, 10, inDays(6))
    await company.follow(order.id)
    const first = await predictionOf(order.id)
    await company.follow(order.id)
    expect(await predictionOf(order.id)).toEqual(first)
    const lines = [{ id: order.lines[0]!.id, confirmed_on: inDays(9) }]
    await confirmOrder.execute({ ...manager, ifMatch: '*' }, { id: order.id, lines })
    await company.follow(order.id)
    expect(await predictionOf(order.id)).toMatchObject({ promised_on: inDays(9) })
  })
})

describe('an outcome', () => {
  const rowsOf = (orderId: string) =>
    ownerRows(
      `select is_late, known_on::text, actual_days_late, is_current from late_predictions where order_id = $1`,
      [orderId],
    )

  it('is written once, when the line has come in full', async () => {
    const order = await sentOrder(company, 10, inDays(3))
    await company.follow(order.id)
    await deliver(manager, order, { quantity: 4 })
    await company.follow(order.id)
    expect(await rowsOf(order.id)).toEqual([
      { is_late: null, known_on: null, actual_days_late: null, is_current: true },
    ])
    const { id } = await deliver(manager, order, { quantity: 6 })
    await company.follow(order.id)
    const written = [{ is_late: false, known_on: inDays(0), actual_days_late: -3, is_current: false }]
    expect(await rowsOf(order.id)).toEqual(written)
    await reverseDelivery.execute(manager, { id, reason: 'Entered twice' })
    await company.follow(order.id)
    const [first, second] = await rowsOf(order.id)
    expect([first, second]).toEqual([
      ...written,
      expect.objectContaining({ is_late: null, is_current: true }),
    ])
  })

  it('is none where the line was called off before it was due', async () => {
    const order = await sentOrder(company, 10, inDays(2))
    await company.follow(order.id)
    await closeOrder.execute(manager, { id: order.id, reason: 'No longer needed' })
    const now = new Date(Date.now() + 4 * 86_400_000)
    const asked = { orderId: order.id, requestId: 'test', signal, now }
    for (const _ of ['at once', 'and later']) {
      await scoreLines(company.tenantId, asked)
      expect(await rowsOf(order.id)).toEqual([
        { is_late: null, known_on: null, actual_days_late: null, is_current: false },
      ])
    }
  })

  it('is late from the day after it was promised, and by how much once it came', async () => {
    const order = await sentOrder(company, 10, inDays(2))
    await company.follow(order.id)
    const now = new Date(Date.now() + 4 * 86_400_000)
    await scoreLines(company.tenantId, { orderId: order.id, requestId: 'test', signal, now })
    const late = { is_late: true, known_on: inDays(3), actual_days_late: null, is_current: false }
    expect(await rowsOf(order.id)).toEqual([late])
    await deliver(manager, order, { quantity: 10 })
    await company.follow(order.id)
    expect(await rowsOf(order.id)).toEqual([{ ...late, actual_days_late: -2 }])
  })
})

it('what comes after a day changes nothing that is said as of it, and neither do other companies', async () => {
  const asOf = inDays(-60)
  const said = () =>
    transaction(company.tenantId, 'read only', async (tx) => {
      const history = (await readLines(tx, asOf)).map(toLine)
      const day = Date.parse(asOf) / 86_400_000
      const lines = history.filter(({ dueOn, deliveredOn }) => dueOn >= day && deliveredOn === null)
      expect(lines.length).toBeGreaterThan(3)
      return score({ history, lines, asOf: day, model: null })
    })
  await company.addPast({ prefix: 'P-', count: 40, lateOfTen: 4, from: 90, to: 21 })
  const before = await said()
  const stranger = await buyingCompany()
  const events = fc.constantFrom(
    `update deliveries set status = 'reversed', reversed_at = now(), reversed_by = created_by where id =
       (select id from deliveries where tenant_id = $1 and status = 'posted' order by random() limit 1)`,
    `update deliveries set delivered_on = delivered_on + 7 where id =
       (select id from deliveries where tenant_id = $1 and delivered_on > current_date - 60 order by random() limit 1)`,
    `update purchase_orders set status = 'cancelled', ended_at = now() where id =
       (select id from purchase_orders where tenant_id = $1 and sent_at > current_date - 60 order by random() limit 1)`,
    `update purchase_orders set confirmed_at = now() where id =
       (select id from purchase_orders where tenant_id = $1 and status = 'closed' order by random() limit 1)`,
    `update purchase_order_lines set received = 0 where tenant_id = $1`,
  )
  let round = 0
  await fc.assert(
    fc.asyncProperty(events, fc.integer({ min: 1, max: 59 }), async (event, days) => {
      round += 1
      await ownerRows(event, [company.tenantId])
      await company.addPast({ prefix: `L${round}-`, count: 3, lateOfTen: 9, from: days - 41, to: days - 59 })
      await asOwner((client) =>
        addPastOrders(
          client,
          { ...stranger, tenantId: stranger.admin.principal.tenantId },
          { prefix: `S${round}-`, count: 5, lateOfTen: 9, from: 300, to: 10 },
        ),
      )
      expect(await said()).toEqual(before)
    }),
    { numRuns: 8 },
  )
})
