import { beforeEach, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { runNow } from '../../../../tests/support/finished-export.ts'
import { contextsOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { addStep } from '../commands/add-step.ts'
import { createContent } from '../commands/create-content.ts'
import { createFlow } from '../commands/create-flow.ts'
import { publishContent } from '../commands/publish-content.ts'
import { publishFlow } from '../commands/publish-flow.ts'
import { nextStep } from '../journeys/commands/next-step.ts'
import { deleteLearnerRecords } from './commands/delete-records.ts'
import { exportLearnerRecords } from './commands/export-records.ts'
import { setConsent } from './commands/set-consent.ts'
import { getConsent } from './queries/get-consent.ts'

let people: Awaited<ReturnType<typeof contextsOf>>
let admin: Context
let flowId: string

beforeEach(async () => {
  people = await contextsOf(await createTenant(0))
  admin = people.admin
  const text = await createContent.execute(admin, { kind: 'tip', title: 'Text', body: 'A tip' })
  await publishContent.execute(admin, { id: text.id })
  ;({ id: flowId } = await createFlow.execute(admin, { name: 'App', learners: 'application' }))
  for (const key of ['first', 'second'])
    await addStep.execute(admin, { id: flowId, key, content_item_id: text.id })
  await publishFlow.execute(admin, { id: flowId })
})

const next = (learner: string) => nextStep.execute(admin, { flow_id: flowId, learner })
const contexts = () =>
  ownerRows('select context from decisions where tenant_id = $1 order by id', [admin.principal.tenantId])
const countOf = async (table: string) => {
  const [row] = await ownerRows(`select count(*)::int from ${table} where tenant_id = $1`, [
    admin.principal.tenantId,
  ])
  return row!.count
}

it('a learner who refuses gets the fixed order, and nothing about them stays with a recommendation', async () => {
  expect(await getConsent.execute(admin, { learner: 'ada' })).toEqual({
    ...{ learner: 'ada', personalised: true, decided_at: null },
  })
  expect((await next('ada')).personalised).toBe(true)
  await next('bob')
  await setConsent.execute(admin, { learner: 'ada', personalised: false })
  const [ada, bob] = await contexts()
  expect(ada!.context).toEqual({})
  expect(Object.keys(bob!.context).length).toBeGreaterThan(0)

  await ownerRows('update decisions set reward = 0, rewarded_at = now() where tenant_id = $1', [
    admin.principal.tenantId,
  ])
  const again = await next('ada')
  expect(again).toMatchObject({ personalised: false, next: { key: 'first', policy: 'fixed_order' } })
  expect((await contexts()).at(-1)!.context).toEqual({})
  const { personalised, decided_at } = await setConsent.execute(admin, { learner: 'ada', personalised: true })
  expect([personalised, decided_at]).toEqual([true, expect.any(Date)])
})

it('members decide for themselves, and only admins for users of the application', async () => {
  await setConsent.execute(people.viewer, { personalised: false })
  expect((await getConsent.execute(people.viewer, {})).personalised).toBe(false)
  expect((await getConsent.execute(people.manager, {})).personalised).toBe(true)
  const tried = [
    setConsent.execute(people.manager, { learner: 'ada', personalised: true }),
    deleteLearnerRecords.execute(people.manager, { learner: 'ada' }),
  ]
  for (const refused of await Promise.allSettled(tried))
    expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'forbidden' } })
})

it('what is known of a learner is exported as any export, and deleted whole', async () => {
  await next('ada')
  await next('bob')
  const { tenantId } = admin.principal
  await ownerRows(
    `insert into step_events (tenant_id, journey_id, step_id, kind)
     select j.tenant_id, j.id, s.id, 'completed' from journeys j join steps s on s.flow_id = j.flow_id
       and s.flow_version = j.flow_version where j.tenant_id = $1 and s.step_key = 'first'`,
    [tenantId],
  )
  const { id } = await exportLearnerRecords.execute(admin, { learner: 'ada' })
  expect(await runNow(admin, id)).toMatchObject({
    ...{ status: 'completed', export_type: 'step_events', record_count: 1, format: 'json' },
  })
  const gone = await deleteLearnerRecords.execute(admin, { learner: 'ada' })
  expect(gone).toEqual({ learner: 'ada', journeys: 1 })
  const left = await Promise.all(['journeys', 'step_events', 'decisions'].map(countOf))
  expect(left).toEqual([1, 1, 1])
  const strangers = await contextsOf(await createTenant(0))
  const others = await deleteLearnerRecords.execute(strangers.admin, { learner: 'bob' })
  expect(others.journeys).toBe(0)
  expect(await countOf('journeys')).toBe(1)
})

it('deleting and beginning at the same moment follow each other', async () => {
  const tried = Array.from({ length: 60 }, (_, n) =>
    n % 2 === 0 ? deleteLearnerRecords.execute(admin, { learner: 'ada' }) : next('ada'),
  )
  for (const one of await Promise.allSettled(tried))
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'conflict' })
})
