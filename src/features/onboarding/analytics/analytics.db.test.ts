import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { contextOf, contextsOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { addStep } from '../commands/add-step.ts'
import { createContent } from '../commands/create-content.ts'
import { createFlow } from '../commands/create-flow.ts'
import { publishContent } from '../commands/publish-content.ts'
import { publishFlow } from '../commands/publish-flow.ts'
import { recordEvents } from '../journeys/commands/record-events.ts'
import { startJourney } from '../journeys/commands/start-journey.ts'
import { sendPulse } from './live/events.ts'
import { getOnboardingAlerts } from './queries/get-alerts.ts'
import { getFunnel } from './queries/get-funnel.ts'
import { getOnboardingHealth } from './queries/get-health.ts'
import { watchLearners } from './queries/get-live.ts'
import { getSummary } from './queries/get-summary.ts'

let admin: Context
let application: Context
let stranger: Context
let flowId: string

const learners = 24
/** Everybody sees the first step; these go on. */
const finishers = 4

beforeAll(async () => {
  ;({ admin } = await contextsOf(await createTenant(0)))
  stranger = await contextOf(await createTenant(0), 'admin')
  application = { ...admin, principal: { ...admin.principal, apiKeyId: randomUUID() } }
  const text = await createContent.execute(admin, { kind: 'tip', title: 'First', body: 'A tip' })
  await publishContent.execute(admin, { id: text.id })
  ;({ id: flowId } = await createFlow.execute(admin, { name: 'App', learners: 'application' }))
  for (const key of ['first', 'second'])
    await addStep.execute(admin, { id: flowId, key, content_item_id: text.id })
  await publishFlow.execute(admin, { id: flowId })
  for (let n = 0; n < learners; n += 1) await walk(`learner-${n}`, n < finishers)
})

async function walk(learner: string, finishes: boolean): Promise<void> {
  const { journey } = await startJourney.execute(application, { flow_id: flowId, learner })
  const [first, second] = journey!.steps.map(({ id }) => id)
  const event = (kind: 'viewed' | 'completed' | 'skipped' | 'help', step_id: string) => ({
    ...{ id: randomUUID(), kind, step_id },
  })
  const events = finishes
    ? [event('viewed', first!), event('completed', first!), event('skipped', second!)]
    : [event('viewed', first!), event('help', first!), event('help', first!)]
  await recordEvents.execute(application, { journey_id: journey!.id, learner, events })
}

it('the funnel counts learners, not events, and each figure is a recount', async () => {
  const { journeys, steps } = await getFunnel.execute(admin, { flow_id: flowId })
  expect(journeys).toBe(learners)
  expect(steps).toMatchObject([
    { key: 'first', reached: 24, completed: 4, skipped: 0, asked_for_help: 20, drop_off: 20 / 24, prior: 0 },
    { key: 'second', reached: 4, completed: 0, skipped: 4, asked_for_help: 0, drop_off: 1 },
  ])
})

it('the summary says what became of those who began', async () => {
  const { flows } = await getSummary.execute(admin, { days: 1 })
  expect(flows.find(({ flow_id }) => flow_id === flowId)).toMatchObject({
    ...{ started: 24, running: 20, completed: 4, dismissed: 0, completion_rate: 4 / 24 },
    median_hours: expect.any(Number),
  })
})

it('a step that stops most learners is an alert, one that few have reached is not', async () => {
  const { alerts } = await getOnboardingAlerts.execute(admin, {})
  expect(alerts.map(({ message }) => message)).toEqual([
    '20 of 24 learners who reached “First” did not complete it.',
  ])
})

it('the live view tells of the last minutes, changes with them, and ends with the right to see it', async () => {
  const first = await watchLearners.execute(admin, {})
  expect(first).toMatchObject({ active_learners: 24, events_last_minute: expect.any(Number) })
  expect(first.steps[0]).toMatchObject({ flow: 'App', viewed: 24, completed: 4 })
  const request = new Request('http://localhost/live')
  const reader = sendPulse(first, request, admin).body!.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader.read()).value).toContain('"active_learners":24')
  await walk('late', true)
  expect((await reader.read()).value).toContain('"active_learners":25')
  await ownerRows(`update users set role = 'viewer' where id = $1`, [admin.principal.userId])
  expect(await reader.read()).toEqual({ done: true, value: undefined })
})

it('its health names each part, and the last training', async () => {
  await ownerRows(`update users set role = 'admin' where id = $1`, [admin.principal.userId])
  expect(await getOnboardingHealth.execute(admin, {})).toMatchObject({
    status: 'ok',
    model: { available: false, last_trained_at: null },
    checks: ['content', 'flows', 'journey', 'analytics'].map((name) => ({ name, ok: true })),
  })
})

it('another company has nothing of it', async () => {
  await expect(getFunnel.execute(stranger, { flow_id: flowId })).rejects.toMatchObject({ code: 'not_found' })
  expect((await getSummary.execute(stranger, {})).flows).toEqual([])
  expect(await watchLearners.execute(stranger, {})).toMatchObject({ active_learners: 0, steps: [] })
})
