import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { asOwner, contextsOf, createTenant, ownerRows } from '../../../tests/support/owner.ts'
import { addStep } from './commands/add-step.ts'
import { changeStep } from './commands/change-step.ts'
import { createContent } from './commands/create-content.ts'
import { createFlow } from './commands/create-flow.ts'
import { deleteContent } from './commands/delete-content.ts'
import { deleteFlow } from './commands/delete-flow.ts'
import { deleteStep } from './commands/delete-step.ts'
import { publishContent } from './commands/publish-content.ts'
import { publishFlow } from './commands/publish-flow.ts'
import { reorderSteps } from './commands/reorder-steps.ts'
import { nextStep } from './journeys/commands/next-step.ts'
import { recordEvents } from './journeys/commands/record-events.ts'
import { resetJourney } from './journeys/commands/reset-journey.ts'
import { startJourney } from './journeys/commands/start-journey.ts'
import { getJourney } from './journeys/queries/get-journey.ts'
import { getContent } from './queries/get-content.ts'
import { getFlow } from './queries/get-flow.ts'
import { listFlows } from './queries/list-flows.ts'

type People = Awaited<ReturnType<typeof contextsOf>>

let people: People
let application: Context
let strangers: People

beforeAll(async () => {
  people = await contextsOf(await createTenant(0))
  strangers = await contextsOf(await createTenant(0))
  application = { ...people.admin, principal: { ...people.admin.principal, apiKeyId: randomUUID() } }
})

const code = async (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error) => error.code,
  )

/** What a command would have written to the audit trail. */
async function happened({ principal }: Context, action: string): Promise<void> {
  await asOwner((client) =>
    client.query(
      `insert into audit_entries (tenant_id, action, subject_type, subject_id, user_id, request_id)
       values ($1, $2, 'thing', uuidv7(), $3, 'test')`,
      [principal.tenantId, action, principal.userId],
    ),
  )
}

const stateIn = ({ journey }: { journey: { steps: { key: string; state: string }[] } | null }) =>
  Object.fromEntries(journey!.steps.map(({ key, state }) => [key, state]))

async function text(title: string) {
  const { id } = await createContent.execute(people.admin, { kind: 'article', title, body: `About ${title}` })
  await publishContent.execute(people.admin, { id })
  return id
}

/** A published flow of the application with these steps, each after the one before it. */
async function published(keys: string[]) {
  const { id } = await createFlow.execute(people.admin, {
    name: `Flow ${randomUUID()}`,
    learners: 'application',
  })
  for (const [index, key] of keys.entries())
    await addStep.execute(people.admin, {
      ...{ id, key, content_item_id: await text(key) },
      prerequisites: index > 0 ? [keys[index - 1]!] : [],
    })
  return publishFlow.execute(people.admin, { id })
}

const completed = (step_id: string) => ({ id: randomUUID(), kind: 'completed' as const, step_id })

describe('a shipped flow', () => {
  it('is done by what really happened, one step after the other, until nothing is left', async () => {
    const { admin } = people
    const first = await nextStep.execute(admin, {})
    expect(first.journey!.flow.name).toBe('Secure this installation')
    expect(first.next).toMatchObject({ key: 'own-password', propensity: 1, policy: 'fixed_order' })
    expect(first.next!.why).toBe('It is the first step: the others build on it.')
    const again = await nextStep.execute(admin, {})
    expect(again.next!.decision_id).toBe(first.next!.decision_id)

    await happened(admin, 'user.password_changed')
    const second = await nextStep.execute(admin, {})
    expect(stateIn(second)).toMatchObject({ 'own-password': 'completed', 'second-person': 'open' })
    expect(second.next).toMatchObject({ key: 'second-person' })
    expect(await ownerRows('select reward from decisions where id = $1', [first.next!.decision_id])).toEqual([
      { reward: 1 },
    ])

    await happened(people.super_admin, 'user.invited')
    const third = await nextStep.execute(admin, {})
    expect(stateIn(third)['second-person']).toBe('completed')
    const skipped = await recordEvents.execute(admin, {
      journey_id: third.journey!.id,
      events: [{ id: randomUUID(), kind: 'skipped', step_id: third.next!.step_id }],
    })
    expect(skipped.journey).toMatchObject({ status: 'completed', done: 3, total: 3 })
    expect((await nextStep.execute(admin, {})).journey!.flow.name).toBe('Get your first file')
  })

  it('asks for nothing that was done before it began, and for nothing that a role may not do', async () => {
    const { manager, viewer } = people
    await happened(manager, 'export.created')
    await happened(manager, 'export.verified')
    const { journey, next } = await nextStep.execute(manager, {})
    expect(journey!.flow.name).toBe('Get your first file')
    expect(stateIn({ journey })).toEqual({
      export: 'completed',
      download: 'open',
      prove: 'completed',
      template: 'open',
    })
    expect(next).toMatchObject({
      key: 'download',
      why: 'You have done “Create an export”, and this builds on it.',
    })
    const prior = await ownerRows('select is_prior from step_events where journey_id = $1', [journey!.id])
    expect(prior).toEqual([{ is_prior: true }, { is_prior: true }])
    const theirs = await nextStep.execute(viewer, {})
    expect(stateIn(theirs)).toEqual({ fetch: 'open' })
  })

  it('is nobody else’s: a colleague’s actions count only where the whole company is asked', async () => {
    await happened(people.admin, 'export.downloaded')
    expect(stateIn(await nextStep.execute(people.manager2, {}))).toMatchObject({
      export: 'open',
      download: 'open',
    })
  })

  it('is there once, however many ask for it first', async () => {
    const everybody = Object.values(await contextsOf(await createTenant(0)))
    const answers = await Promise.all(everybody.map((context) => nextStep.execute(context, {})))
    expect(answers.every(({ next }) => next !== null)).toBe(true)
    const { tenantId: id } = everybody[0]!.principal
    expect(
      await ownerRows(
        `select (select count(*)::int from flows where tenant_id = $1) as flows,
           (select count(*)::int from journeys where tenant_id = $1) as journeys,
           (select count(*)::int from decisions where tenant_id = $1) as decisions`,
        [id],
      ),
    ).toEqual([{ flows: 4, journeys: everybody.length, decisions: everybody.length }])
  })

  it('can be set back, is archived instead of deleted, and can be left', async () => {
    const { super_admin } = people
    const { journey } = await startJourney.execute(super_admin, {})
    expect(await resetJourney.execute(super_admin, {})).toEqual({ reset: 1 })
    const renewed = await startJourney.execute(super_admin, {})
    expect(renewed.journey!.id).not.toBe(journey!.id)
    const left = await recordEvents.execute(super_admin, {
      journey_id: renewed.journey!.id,
      events: [{ id: randomUUID(), kind: 'dismissed' }],
    })
    expect(left.journey!.status).toBe('dismissed')
    expect((await nextStep.execute(super_admin, {})).journey!.flow.name).toBe('Get your first file')
    const come = (await listFlows.execute(super_admin, {})).items.find(({ name }) => name === 'Come back')!
    expect(await deleteFlow.execute(super_admin, { id: come.id })).toMatchObject({ outcome: 'archived' })
  })
})

describe('a flow of the customer’s application', () => {
  it('goes by what the application reports, each event once', async () => {
    const flow = await published(['profile', 'invoice'])
    const asked = { flow_id: flow.id, learner: 'ada@app' }
    const { journey, next } = await nextStep.execute(application, asked)
    expect(next).toMatchObject({ key: 'profile' })
    const events = [completed(next!.step_id)]
    const sent = { journey_id: journey!.id, learner: 'ada@app', events }
    expect(await recordEvents.execute(application, sent)).toMatchObject({ taken: 1, repeated: 0 })
    expect(await recordEvents.execute(application, sent)).toMatchObject({ taken: 0, repeated: 1 })
    const second = await nextStep.execute(application, asked)
    expect(second.next!.key).toBe('invoice')
    const done = await recordEvents.execute(application, {
      ...sent,
      events: [completed(second.next!.step_id)],
    })
    expect(done.journey).toMatchObject({ status: 'completed', learner: 'ada@app' })
    expect((await nextStep.execute(application, asked)).next).toBeNull()
  })

  it('strands nobody when a new version is published in the middle', async () => {
    const flow = await published(['one', 'two'])
    const asked = { flow_id: flow.id, learner: 'early' }
    const { journey, next } = await nextStep.execute(application, asked)
    const [one, two] = flow.steps
    await changeStep.execute(people.admin, { id: two!.id, prerequisites: [] })
    await deleteStep.execute(people.admin, { id: one!.id })
    await addStep.execute(people.admin, { id: flow.id, key: 'zero', content_item_id: await text('zero') })
    await reorderSteps.execute(people.admin, { id: flow.id, keys: ['zero', 'two'] })
    const newer = await publishFlow.execute(people.admin, { id: flow.id })
    expect(newer.published_steps.map(({ key }) => key)).toEqual(['zero', 'two'])
    const later = await nextStep.execute(application, { flow_id: flow.id, learner: 'late' })
    expect([later.journey!.flow.version, later.next!.key]).toEqual([2, 'zero'])

    const still = await nextStep.execute(application, asked)
    expect(still.next).toEqual(next)
    const sent = { journey_id: journey!.id, learner: 'early' }
    await recordEvents.execute(application, { ...sent, events: [completed(next!.step_id)] })
    const last = (await nextStep.execute(application, asked)).next!
    const done = await recordEvents.execute(application, { ...sent, events: [completed(last.step_id)] })
    expect(done.journey).toMatchObject({ status: 'completed', flow: { version: 1 } })
  })

  it('takes no event that is not true of it, and of a batch all or nothing', async () => {
    const flow = await published(['first'])
    const { journey, next } = await nextStep.execute(application, { flow_id: flow.id, learner: 'bea' })
    const base = { journey_id: journey!.id, learner: 'bea' }
    const viewed = { id: randomUUID(), kind: 'viewed' as const, step_id: next!.step_id }
    const wrong = { ...viewed, id: randomUUID(), step_id: randomUUID() }
    expect(await code(recordEvents.execute(application, { ...base, events: [viewed, wrong] }))).toBe(
      'invalid_request',
    )
    expect(await ownerRows('select from step_events where journey_id = $1', [journey!.id])).toHaveLength(0)
    // Not with a session, not as another learner, not by whoever may not, not by another company.
    const done = { ...base, events: [completed(next!.step_id)] }
    expect(await code(recordEvents.execute(people.admin, done))).toBe('invalid_request')
    expect(await code(recordEvents.execute(application, { ...done, learner: 'eve' }))).toBe('not_found')
    expect(await code(recordEvents.execute(people.manager, done))).toBe('forbidden')
    expect(await code(recordEvents.execute(strangers.admin, done))).toBe('not_found')
    // A step that the audit trail completes has no button.
    const own = await nextStep.execute(people.manager2, {})
    const button = { journey_id: own.journey!.id, events: [completed(own.next!.step_id)] }
    expect(await code(recordEvents.execute(people.manager2, button))).toBe('invalid_request')
  })
})

describe('content and flows', () => {
  it('are published whole or not at all', async () => {
    const { admin } = people
    const { id } = await createFlow.execute(admin, { name: 'Bare' })
    expect(await code(publishFlow.execute(admin, { id }))).toBe('invalid_request')
    const draft = await createContent.execute(admin, { kind: 'tip', title: 'Draft' })
    expect(await code(publishContent.execute(admin, { id: draft.id }))).toBe('invalid_request')
    await addStep.execute(admin, { id, key: 'a', content_item_id: draft.id })
    const b = await addStep.execute(admin, {
      ...{ id, key: 'b', content_item_id: await text('b'), prerequisites: ['a'] },
    })
    expect(await code(publishFlow.execute(admin, { id }))).toBe('invalid_request')
    await reorderSteps.execute(admin, { id, keys: ['b', 'a'] })
    await expect(publishFlow.execute(admin, { id })).rejects.toMatchObject({
      details: { errors: [{ path: 'steps.b.prerequisites' }, { path: 'steps.a.content_item_id' }] },
    })
    expect(await code(changeStep.execute(admin, { id: b.id, prerequisites: ['c'] }))).toBe('invalid_request')
    expect(await deleteFlow.execute(admin, { id })).toEqual({ id, outcome: 'deleted' })
  })

  it('keep what running journeys show, and published steps as they are', async () => {
    const flow = await published(['kept', 'next'])
    const [kept] = flow.published_steps
    expect(await code(changeStep.execute(people.admin, { id: kept!.id, is_optional: true }))).toBe('conflict')
    expect(await code(deleteStep.execute(people.admin, { id: flow.steps[0]!.id }))).toBe('in_use')
    const removed = await deleteContent.execute(people.admin, { id: kept!.content_item_id })
    expect(removed.outcome).toBe('archived')
    const { journey } = await startJourney.execute(application, { flow_id: flow.id, learner: 'cy' })
    expect(journey!.steps[0]).toMatchObject({ title: 'kept', body_html: '<p>About kept</p>\n' })
    expect(await code(publishFlow.execute(people.admin, { id: flow.id }))).toBe('conflict')
  })

  it('are another company’s nowhere', async () => {
    const flow = await published(['private'])
    const { admin } = strangers
    expect(await code(getFlow.execute(admin, { id: flow.id }))).toBe('not_found')
    expect(await code(getContent.execute(admin, { id: flow.steps[0]!.content_item_id }))).toBe('not_found')
    expect(await code(startJourney.execute(admin, { flow_id: flow.id, learner: 'x' }))).toBe('not_found')
    expect(await getJourney.execute(admin, { flow_id: flow.id, learner: 'x' })).toEqual({ journey: null })
    const names = (await listFlows.execute(admin, { limit: 100 })).items.map(({ name }) => name)
    expect(names).not.toContain(flow.name)
  })
})
