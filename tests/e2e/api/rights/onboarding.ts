import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Role } from '#src/lib/permissions.ts'
import type { FixtureTenant } from '../../../../scripts/sample/fixtures.ts'
import type { Rule } from './rule.ts'

const managers: readonly Role[] = ['super_admin', 'admin', 'manager']
const admins: readonly Role[] = ['super_admin', 'admin']
const everyone: readonly Role[] = [...managers, 'viewer']

const read = { may: managers, reads: true, answer: 200 } as const
const change = { may: admins, answer: 200, changes: true } as const
const learn = { may: everyone, answer: 200, changes: true } as const
const content = '/smart-onboarding/content'
const flows = '/smart-onboarding/flows'
const steps = '/smart-onboarding/steps'
const journey = '/smart-onboarding/journey'
const privacy = '/smart-onboarding/privacy'

/** Who may teach, and who may learn. */
export const onboardingRules: Rule[] = [
  { route: `GET ${content}`, ...read },
  { route: `POST ${content}`, ...change, answer: 201, body: () => ({ kind: 'tip', title: 'Matrix' }) },
  { route: `GET ${content}/{id}`, ...read, subject: 'content' },
  { route: `PATCH ${content}/{id}`, ...change, subject: 'content', body: () => ({ title: 'Changed' }) },
  { route: `DELETE ${content}/{id}`, ...change, subject: 'content' },
  { route: `POST ${content}/{id}/publish`, ...change, subject: 'content' },
  { route: `GET ${flows}`, ...read },
  { route: `POST ${flows}`, ...change, answer: 201, body: () => ({ name: 'Matrix' }) },
  { route: `GET ${flows}/{id}`, ...read, subject: 'flow' },
  {
    route: `PUT ${flows}/{id}`,
    ...{ ...change, subject: 'flow' },
    body: () => ({ name: 'Changed', description: '', audience: [], position: 1 }),
  },
  { route: `DELETE ${flows}/{id}`, ...change, subject: 'flow' },
  { route: `POST ${flows}/{id}/publish`, ...change, subject: 'flow' },
  { route: `GET ${flows}/{id}/steps`, ...read, subject: 'flow' },
  // The text that it is to show is nobody's.
  {
    route: `POST ${flows}/{id}/steps`,
    ...{ ...change, subject: 'flow', answer: 400 },
    body: () => ({ key: 'b', content_item_id: randomUUID() }),
  },
  { route: `POST ${flows}/{id}/reorder`, ...change, subject: 'flow', body: () => ({ keys: ['a'] }) },
  { route: `PATCH ${steps}/{id}`, ...change, subject: 'step', body: () => ({ is_optional: true }) },
  { route: `DELETE ${steps}/{id}`, ...change, subject: 'step' },
  { route: `GET ${journey}`, may: everyone, reads: true, answer: 200 },
  { route: `POST ${journey}/start`, ...learn },
  { route: `POST ${journey}/next`, ...learn },
  // Nobody has this journey.
  {
    route: `POST ${journey}/events`,
    ...{ ...learn, answer: 404 },
    body: () => ({ journey_id: randomUUID(), events: [{ id: randomUUID(), kind: 'dismissed' }] }),
  },
  { route: `POST ${journey}/reset`, ...learn },
  { route: 'GET /smart-onboarding/analytics/summary', ...read },
  {
    route: 'GET /smart-onboarding/analytics/funnel',
    ...{ ...read, query: () => `?flow_id=${randomUUID()}`, answer: 404 },
  },
  { route: 'GET /smart-onboarding/analytics/live', ...read, query: () => '?seconds=1' },
  { route: 'GET /smart-onboarding/analytics/alerts', ...read },
  { route: `GET ${privacy}/consent`, may: everyone, reads: true, answer: 200 },
  { route: `PUT ${privacy}/consent`, ...learn, body: () => ({ personalised: false }) },
  { route: `POST ${privacy}/export`, ...change, answer: 201, body: () => ({ learner: 'ada' }) },
  { route: `POST ${privacy}/delete`, ...learn },
  { route: 'GET /smart-onboarding/health', ...read },
  // Nobody began this flow.
  {
    route: 'GET /smart-onboarding/ml/predict',
    ...{ may: everyone, reads: true, query: () => `?flow_id=${randomUUID()}`, answer: 404 },
  },
  {
    route: 'GET /smart-onboarding/ml/model',
    ...{ ...read, query: () => `?flow_id=${randomUUID()}`, answer: 404 },
  },
  {
    route: 'POST /smart-onboarding/ml/retrain',
    ...{ ...change, subject: 'flow', body: (_, id) => ({ flow_id: id }) },
  },
  {
    route: 'GET /smart-onboarding/experiments',
    ...{ ...read, query: () => `?flow_id=${randomUUID()}`, answer: 404 },
  },
]

interface Owner {
  tenant: FixtureTenant
}

export async function addContent(owner: pg.Pool, { tenant }: Owner): Promise<string> {
  const { rows } = await owner.query(
    `insert into content_items (tenant_id, kind, title, body, status) values ($1, 'tip', 'Matrix', 'A tip', 'published')
     returning id`,
    [tenant.id],
  )
  return rows[0].id
}

/** A flow whose draft has one step; both are told by the id of the other. */
async function addFlowWithStep(owner: pg.Pool, by: Owner): Promise<{ flow: string; step: string }> {
  const { rows } = await owner.query(
    `with flow as (insert into flows (tenant_id, name) values ($1, 'Matrix') returning id)
     insert into steps (tenant_id, flow_id, flow_version, step_key, position, content_item_id)
     select $1, id, 1, 'a', 1, $2 from flow returning id as step, flow_id as flow`,
    [by.tenant.id, await addContent(owner, by)],
  )
  return rows[0]
}

export async function addFlow(owner: pg.Pool, by: Owner): Promise<string> {
  return (await addFlowWithStep(owner, by)).flow
}

export async function addStep(owner: pg.Pool, by: Owner): Promise<string> {
  return (await addFlowWithStep(owner, by)).step
}
