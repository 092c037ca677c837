import { beforeAll, describe, expect, it } from 'vitest'
import { listRows } from '#src/features/datasets/queries/list-rows.ts'
import { createDelivery } from '#src/features/purchasing/commands/create-delivery.ts'
import type { Context } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { forecastingCompany, inDays, worker } from '../../../../tests/support/lateness.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { errorOf, sentOrder } from '../../../../tests/support/purchasing.ts'
import { AdvancedSupplierPredictor } from '../advanced-supplier-predictor.ts'
import { activateModel } from '../commands/activate-model.ts'
import { predictAgain } from '../commands/predict-again.ts'
import { retrain } from '../commands/retrain.ts'
import { PredictiveAnalyticsEngine } from '../predictive-analytics-engine.ts'
import { getLateRisks } from '../queries/get-late-risks.ts'
import { getModel } from '../queries/get-model.ts'
import { getOrderPrediction } from '../queries/get-order-prediction.ts'
import { getSupplierPrediction } from '../queries/get-supplier-prediction.ts'
import { getSuppliersAtRisk } from '../queries/get-suppliers-at-risk.ts'
import { listModels } from '../queries/list-models.ts'
import { listPredictions } from '../queries/list-predictions.ts'
import { claimTraining } from './repository.ts'
import { latenessSweeps } from './sweeps.ts'
import { startTraining } from './trainings.ts'

let company: Awaited<ReturnType<typeof forecastingCompany>>
let admin: Context
let manager: Context
let badOrderId: string

const predictionOf = async (orderId: string) =>
  (await getOrderPrediction.execute(manager, { id: orderId })).lines[0]

beforeAll(async () => {
  company = await forecastingCompany()
  ;({ admin, manager } = company)
})

describe('a model', { timeout: 120_000 }, () => {
  it('is trained once 300 lines are known, and predicts with reasons and the orders that show them', async () => {
    await company.addPast({ prefix: 'A-', count: 20, lateOfTen: 5, from: 300, to: 30 })
    await sentOrder(company, 10, inDays(5))
    await company.addPast({ prefix: 'B-', count: 220, lateOfTen: 1, from: 500, to: 15 })
    await company.addPast({ prefix: 'C-', count: 120, lateOfTen: 7, from: 500, to: 15 }, company.otherId)
    badOrderId = await company.orderFromOther()
    await company.follow(null)
    const id = await company.train()
    const card = await getModel.execute(manager, { id })
    expect(card).toMatchObject({ status: 'active', trigger: 'first', verdict: 'not_worse', number: 1 })
    expect(card.tested!.scores.map(({ method }) => method)).toEqual(['this model', "supplier's rate"])
    expect(card.limits.length).toBeGreaterThan(2)
    expect(card.data).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
    await company.follow(null)
    const { items } = await listPredictions.execute(manager, {})
    expect(items.every(({ basis, model_id }) => basis === 'model' && model_id === id)).toBe(true)
    expect(items[0]).toMatchObject({ supplier_name: 'Tardy', order_id: badOrderId })
    expect(items[0]!.probability).toBeGreaterThan(items[1]!.probability + 0.2)
    const [reason] = items[0]!.reasons
    expect(reason!.effect).toBeGreaterThan(0)
    expect(items[0]!.reasons.map(({ text }) => text).join()).toMatch(/\d+ of the last 20 lines .*from Tardy/)
    expect(items[0]!.reasons.flatMap(({ evidence }) => evidence).length).toBeGreaterThan(0)
    expect((await getSupplierPrediction.execute(manager, { id: company.otherId })).open_lines).toBe(1)
    expect((await getLateRisks.execute(manager, {})).lines[0]).toMatchObject({ order_id: badOrderId })
    expect((await getSuppliersAtRisk.execute(manager, {})).suppliers[0]).toMatchObject({ name: 'Tardy' })
    const risk = await new PredictiveAnalyticsEngine().supplierRisk(company.tenantId)
    expect(risk[0]).toMatchObject({ lineId: items[0]!.order_line_id, basis: 'model' })
    expect(await new AdvancedSupplierPredictor().evaluate(company.tenantId)).toMatchObject({
      modelId: id,
    })
  })

  it('counts on its card what became of the lines that it predicted', async () => {
    const { order_line_id } = (await predictionOf(badOrderId))!
    await createDelivery.execute(manager, { order_id: badOrderId, lines: [{ order_line_id, quantity: 40 }] })
    await company.follow(badOrderId)
    const [active] = (await listModels.execute(manager, { status: 'active' })).items
    expect(active!.outcomes).toMatchObject({ lines: 1, late: 0, auc: null })
    expect(active!.outcomes!.expected).toBeGreaterThan(0.3)
    expect((await getOrderPrediction.execute(manager, { id: badOrderId })).lines).toEqual([])
  })

  it('is not replaced while too few lines became known since, and one training runs at a time', async () => {
    expect((await errorOf(retrain.execute(manager, {}))).code).toBe('forbidden')
    await retrain.execute(admin, {})
    expect(await errorOf(retrain.execute(admin, {}))).toMatchObject({ code: 'conflict' })
    const id = await company.train()
    expect(await getModel.execute(admin, { id })).toMatchObject({
      ...{ status: 'refused', verdict: 'too_few', tested: null },
      reason: expect.stringContaining('Too few lines became known since model 1 was trained'),
    })
    expect(await errorOf(activateModel.execute(admin, { id }))).toMatchObject({ code: 'illegal_transition' })
  })

  it('that is no worse waits for an admin, who can roll back', async () => {
    const [first] = (await listModels.execute(admin, { status: 'active' })).items
    // As if the model in use had been trained before the last lines became known.
    await ownerRows(`update models set as_of = current_date - 150 where id = $1`, [first!.id])
    await transaction(company.tenantId, 'read write', (tx) =>
      startTraining(tx, {
        ...{ tenantId: company.tenantId, requestId: 'test', today: inDays(0) },
        ...{ trigger: 'monthly', requestedBy: null },
      }),
    )
    const id = await company.train()
    const candidate = await getModel.execute(admin, { id })
    expect(candidate).toMatchObject({ status: 'candidate', verdict: 'not_worse', compared_with: first!.id })
    expect(candidate.tested!.scores.map(({ method }) => method)).toEqual([
      ...['this model', 'model 1', "supplier's rate"],
    ])
    expect((await errorOf(activateModel.execute(manager, { id }))).code).toBe('forbidden')
    const promoted = await activateModel.execute(admin, { id })
    expect(promoted).toMatchObject({ status: 'active', activated_by: expect.any(String) })
    await company.follow(null)
    expect((await listPredictions.execute(admin, {})).items[0]!.model_id).toBe(id)
    expect((await getModel.execute(admin, { id: first!.id })).status).toBe('retired')
    expect(await activateModel.execute(admin, { id: first!.id })).toMatchObject({ status: 'active' })
    expect((await getModel.execute(admin, { id })).status).toBe('retired')
  })

  it('whose worker died is trained by another one, three times at most', async () => {
    const { id } = await retrain.execute(admin, {})
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await transaction(company.tenantId, 'read write', (tx) => claimTraining(tx, id, worker))
      for (const sweep of latenessSweeps) if (sweep.name === 'models.recover') await sweep.run(worker)
    }
    expect(await getModel.execute(admin, { id })).toMatchObject({
      ...{ status: 'failed', error_message: 'The worker that trained this model stopped.' },
    })
  })

  it('is trained again where outcomes drift from what was said, and after a month', async () => {
    const triggersOn = async (daysAgo: number) => {
      await ownerRows('update models set as_of = current_date - $2::integer where tenant_id = $1', [
        ...[company.tenantId, daysAgo],
      ])
      await company.follow(null)
      const { items } = await listModels.execute(admin, { status: 'pending' })
      return items.map(({ trigger }) => trigger)
    }
    expect(await triggersOn(10)).toEqual([])
    // Forty lines that were said to come in time, and did not.
    await ownerRows(
      `insert into late_predictions (tenant_id, order_line_id, order_id, supplier_id, promised_on, as_of, basis, model_id,
         probability, reasons, is_current, is_first, is_late, known_on)
       select l.tenant_id, l.id, l.order_id, o.supplier_id, l.due_on, l.due_on - 30, 'model', m.id, 0.05, '[]', false,
         true, true, l.due_on + 1
       from models m, purchase_order_lines l join purchase_orders o on o.id = l.order_id and o.order_no like 'B-%'
       where m.tenant_id = $1 and m.status = 'active' and l.tenant_id = $1 limit 40`,
      [company.tenantId],
    )
    expect(await triggersOn(5)).toEqual([])
    expect(await triggersOn(10)).toEqual(['drift'])
    await ownerRows(`update models set status = 'failed' where tenant_id = $1 and status = 'pending'`, [
      company.tenantId,
    ])
    expect(await triggersOn(30)).toEqual(['monthly'])
  })
})

describe('who may', () => {
  it('is whoever reads insights to look, admins to ask; others have never heard of it', async () => {
    const stranger = await contextOf(await createTenant(0), 'admin')
    const [{ id } = { id: '' }] = (await listModels.execute(admin, {})).items
    expect((await errorOf(getModel.execute(stranger, { id }))).code).toBe('not_found')
    expect((await errorOf(activateModel.execute(stranger, { id }))).code).toBe('not_found')
    expect((await errorOf(getOrderPrediction.execute(stranger, { id: badOrderId }))).code).toBe('not_found')
    expect((await errorOf(getSupplierPrediction.execute(stranger, { id: company.otherId }))).code).toBe(
      'not_found',
    )
    expect((await errorOf(listPredictions.execute(company.viewer, {}))).code).toBe('forbidden')
    expect((await errorOf(predictAgain.execute(manager, {}))).code).toBe('forbidden')
    expect(await predictAgain.execute(admin, {})).toEqual({ requested: true })
    expect((await listPredictions.execute(stranger, {})).items).toEqual([])
  })

  it.each([
    ['supplier_risk', { supplier_no: 'V-2' }],
    ['supplier_risk', { basis: 'history', search: 'acme' }],
    ['supplier_risk', { probability_min: '0.01', date_from: '2020-01-01' }],
    ['model_cards', { status: 'active' }],
    ['model_cards', { trigger: 'command', date_from: '2020-01-01' }],
  ])('the dataset %s can be filtered by %j', async (key, filters) => {
    const input = { key, filters: JSON.stringify(filters), limit: 10 }
    const { rows } = await listRows.execute(manager, input)
    if (key === 'model_cards') expect(rows.length).toBeGreaterThan(0)
  })
})
