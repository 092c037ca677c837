import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { listRows } from '#src/features/datasets/queries/list-rows.ts'
import { Random } from '#src/features/forecasting/models/numbers/random.ts'
import type { Context } from '#src/lib/context.ts'
import { asOwner, contextsOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { addStep } from '../commands/add-step.ts'
import { createContent } from '../commands/create-content.ts'
import { createFlow } from '../commands/create-flow.ts'
import { publishContent } from '../commands/publish-content.ts'
import { publishFlow } from '../commands/publish-flow.ts'
import { nextStep } from '../journeys/commands/next-step.ts'
import { recordEvents } from '../journeys/commands/record-events.ts'
import { contextOf } from '../journeys/recommendation/context.ts'
import { retrainFlow } from './commands/retrain.ts'
import { retrainJob } from './jobs.ts'
import { getExperiment } from './queries/get-experiment.ts'
import { getModel } from './queries/get-model.ts'
import { predictSteps } from './queries/predict.ts'
import { endUnansweredDecisions, requestRetraining } from './sweeps.ts'

let admin: Context
let application: Context
let flowId: string
let stepIds: string[]

beforeAll(async () => {
  ;({ admin } = await contextsOf(await createTenant(0)))
  application = { ...admin, principal: { ...admin.principal, apiKeyId: randomUUID() } }
  const text = await createContent.execute(admin, { kind: 'tip', title: 'Text', body: 'A tip' })
  await publishContent.execute(admin, { id: text.id })
  const flow = { name: 'App', learners: 'application', policy: 'linucb' } as const
  ;({ id: flowId } = await createFlow.execute(admin, flow))
  for (const key of ['first', 'second', 'third'])
    await addStep.execute(admin, { id: flowId, key, content_item_id: text.id })
  const published = await publishFlow.execute(admin, { id: flowId })
  stepIds = published.published_steps.map(({ id }) => id)
})

const next = (learner: string, device: 'phone' | 'desktop' = 'phone') =>
  nextStep.execute(application, { flow_id: flowId, learner, device })

/** Decisions that have ended: on a phone the second step is what helps, elsewhere the first. */
async function addHistory(count: number): Promise<void> {
  const random = new Random(1)
  const { tenantId } = admin.principal
  await asOwner(async (client) => {
    for (let n = 0; n < count; n += 1) {
      const isPhone = n % 2 === 0
      const step = n % 3
      const helps = isPhone ? step === 1 : step === 0
      const context = contextOf({
        ...{
          role: null,
          members: 5,
          done: 0,
          total: 3,
          startedAt: new Date(),
          lastAt: undefined,
          now: new Date(),
        },
        ...{ device: isPhone ? 'phone' : 'desktop', locale: 'en' },
      })
      await client.query(
        `with journey as (
           insert into journeys (tenant_id, flow_id, flow_version, learner, status, ended_at)
           values ($1, $2, 1, $3, 'completed', now()) returning id)
         insert into decisions (tenant_id, journey_id, step_id, policy, propensity, context, eligible, reason, reward, rewarded_at)
         select $1, id, $4, 'linucb', 0.34, $5, '{first,second,third}', 'History', $6, now() from journey`,
        [
          tenantId,
          flowId,
          `app:history-${n}`,
          stepIds[step],
          context,
          random.uniform() < (helps ? 0.9 : 0.1) ? 1 : 0,
        ],
      )
    }
  })
}

const runJob = () =>
  retrainJob.run(
    { flowId, tenantId: admin.principal.tenantId, requestId: 'test' },
    new AbortController().signal,
    undefined as never,
  )

describe('a flow learns', () => {
  it('nothing from too little: its order stays fixed', async () => {
    await addHistory(60)
    await runJob()
    expect(await getModel.execute(admin, { flow_id: flowId })).toMatchObject({
      ...{ model: null, needed: 200, ended_decisions: 60, policy: 'linucb' },
    })
    expect((await next('before')).next).toMatchObject({ key: 'first', policy: 'fixed_order', propensity: 1 })
  })

  it('what helps whom, and says how well it expects what it had not seen', async () => {
    await ownerRows('delete from journeys where learner like $1', ['app:history-%'])
    await addHistory(300)
    expect(await requestRetraining()).toBe(1)
    await runJob()
    const { model } = await getModel.execute(admin, { flow_id: flowId })
    expect(model).toMatchObject({ version: 1, trained_on: 300, validation: { decisions: 60 } })
    expect(model!.validation.brier).toBeLessThan(0.6 * model!.validation.brier_of_average)
    expect(model!.validation.accuracy).toBeGreaterThan(0.8)
    expect(await requestRetraining()).toBe(0)
  })

  it('and recommends by it, with the reason and the true propensity, except to those who are held out', async () => {
    await ownerRows('update flows set hold_out_percent = 1 where id = $1', [flowId])
    const counts: Record<string, number> = {}
    for (let n = 0; n < 30; n += 1) {
      const { next: step } = await next(`phone-${n}`)
      counts[step!.key] = (counts[step!.key] ?? 0) + 1
      if (step!.key !== 'second' || step!.policy !== 'linucb') continue
      expect(step).toMatchObject({ model_version: 1 })
      expect(step!.propensity).toBeGreaterThan(0.9)
      expect(step!.why).toContain('It is likely to help you now')
    }
    expect(counts.second).toBeGreaterThan(20)
    const prediction = await predictSteps.execute(application, { flow_id: flowId, learner: 'phone-0' })
    expect(prediction.steps.reduce((sum, { propensity }) => sum + propensity, 0)).toBeCloseTo(1)

    await ownerRows(`update journeys set is_held_out = true where learner = 'app:before'`)
    const held = await predictSteps.execute(application, { flow_id: flowId, learner: 'before' })
    expect(held).toMatchObject({ policy: 'fixed_order', model_version: null })
  })

  it('and shows what that earns with intervals, or that too little is known', async () => {
    const { arms, lifts } = await getExperiment.execute(admin, { flow_id: flowId })
    expect(arms.map(({ name, decisions }) => [name, decisions])).toEqual([
      ['hold_out', 0],
      ['recommended', 300],
    ])
    expect(lifts[0]).toEqual({ method: 'hold_out', value: null, low: null, high: null })
    for (const { value, low, high } of lifts.slice(1)) {
      expect(low!).toBeLessThan(value!)
      expect(value!).toBeLessThan(high!)
    }
  })

  it('and whose figures are datasets: what an experiment shows, every journey and every decision', async () => {
    const { tenantId } = admin.principal
    await ownerRows(
      `update journeys set is_held_out = true where learner in (
         select learner from journeys where tenant_id = $1 and learner like 'app:history-%' order by learner limit 40)`,
      [tenantId],
    )
    const { lifts, arms } = await getExperiment.execute(admin, { flow_id: flowId })
    const read = async (key: string, context = admin) =>
      (await listRows.execute(context, { key, limit: 100 })).rows.map(({ values }) => values)
    const found = (await read('experiment_results')).find(({ id }) => id === flowId)!
    const shown = (value: number | null | undefined) => value!.toFixed(6)
    expect(found).toMatchObject({
      ...{ held_out_count: 40, recommended_count: 260, held_out: shown(arms[0]!.completion.value) },
      ...{ recommended: shown(arms[1]!.completion.value), lift: shown(lifts[0]!.value) },
      ...{ lift_low: shown(lifts[0]!.low), lift_high: shown(lifts[0]!.high) },
    })
    expect(await read('flows')).toContainEqual(expect.objectContaining({ name: 'App', steps: 3 }))
    expect(await read('content_items')).toContainEqual(
      expect.objectContaining({ title: 'Text', kind: 'tip' }),
    )
    expect(await read('decisions')).toContainEqual(
      expect.objectContaining({
        flow: 'App',
        step: 'second',
        policy: 'linucb',
        eligible: 'first, second, third',
      }),
    )
    expect(await read('journeys')).toContainEqual(
      expect.objectContaining({ flow: 'App', learner: 'phone-0', status: 'running', is_held_out: false }),
    )
    const { journey } = await next('phone-0')
    await recordEvents.execute(application, {
      ...{ journey_id: journey!.id, learner: 'phone-0' },
      events: [{ id: randomUUID(), kind: 'viewed', step_id: stepIds[0]! }],
    })
    expect(await read('step_events')).toMatchObject([
      { flow: 'App', step: 'first', kind: 'viewed', learner: 'phone-0', is_prior: false },
    ])
    const { admin: other } = await contextsOf(await createTenant(0))
    for (const key of ['journeys', 'decisions', 'step_events']) expect(await read(key, other)).toEqual([])
  })

  it('from silence, too: what nothing came of for a week has ended', async () => {
    await ownerRows(`update decisions set created_at = now() - interval '8 days' where reward is null`)
    expect(await endUnansweredDecisions()).toBeGreaterThan(30)
    expect(await endUnansweredDecisions()).toBe(0)
  })

  it('anew from now on when it is told to forget', async () => {
    await retrainFlow.execute(admin, { flow_id: flowId, reset: true })
    expect(await getModel.execute(admin, { flow_id: flowId })).toMatchObject({
      model: null,
      ended_decisions: 0,
    })
    expect((await next('after')).next).toMatchObject({ key: 'first', policy: 'fixed_order' })
  })
})
