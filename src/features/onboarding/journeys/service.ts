import { randomInt } from 'node:crypto'
import type { TenantId } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError, notFound } from '#src/lib/errors.ts'
import { findOpenDecision, rewardDecision } from '../decisions/repository.ts'
import { type FlowRow, findFlow, findPublishedFlows } from '../flows/repository.ts'
import { findSteps, type StepFound } from '../steps/repository.ts'
import { isLedBy, type Learner } from './learner.ts'
import { isOver, type StepState, statesOf } from './progress.ts'
import {
  endJourney,
  findDecidingEvents,
  findFirstTimes,
  findJourney,
  findJourneysOf,
  insertEvents,
  insertJourney,
  type JourneyFound,
  lockJourney,
} from './repository.ts'

export interface Standing {
  journey: JourneyFound
  states: StepState<StepFound>[]
}

/** Where a learner stands in a journey, by its events and by the audit trail. */
export async function standingIn(
  tx: Tx,
  journey: JourneyFound,
  { userId, role }: Learner,
): Promise<Standing> {
  const steps = await findSteps(tx, journey.flowId, journey.flowVersion)
  const actionsBy = (whom: string) => [
    ...new Set(steps.flatMap((step) => (step.completedBy === whom ? step.completionActions : []))),
  ]
  const byCompany = await findFirstTimes(tx, actionsBy('company'), undefined)
  const byPerson = userId ? await findFirstTimes(tx, actionsBy('person'), userId) : new Map()
  const events = await findDecidingEvents(tx, journey.id)
  return { journey, states: statesOf(steps, { events, byPerson, byCompany, role }) }
}

/** Notes what happened since, and what came of the last recommendation; ends a journey in which nothing is open. */
export async function advance(tx: Tx, journeyId: string, learner: Learner): Promise<Standing> {
  const journey = (await lockJourney(tx, journeyId))!
  const standing = await standingIn(tx, journey, learner)
  if (journey.status !== 'running') return standing
  const { tenantId, id, startedAt } = journey
  await insertEvents(
    tx,
    standing.states
      .filter(({ isNew }) => isNew)
      .map(({ step, completedAt }) => ({
        ...{ tenantId, journeyId: id, stepId: step.id, kind: 'completed' },
        ...{ occurredAt: completedAt!, isPrior: completedAt! <= startedAt },
      })),
  )
  await settleDecision(tx, standing)
  if (!isOver(standing.states)) return standing
  await endJourney(tx, id, 'completed')
  return { ...standing, journey: (await findJourney(tx, id))! }
}

/** What was recommended was done, or it was skipped, or it is no longer there for this learner. */
async function settleDecision(tx: Tx, { journey, states }: Standing): Promise<void> {
  const open = await findOpenDecision(tx, journey.id)
  if (!open) return
  const state = states.find(({ step }) => step.id === open.stepId)?.state
  if (state === 'open') return
  await rewardDecision(tx, open.id, state === 'completed' ? 1 : 0)
}

/** Ends a running journey that its learner does not want. */
export async function dismiss(tx: Tx, { id }: JourneyFound): Promise<void> {
  const open = await findOpenDecision(tx, id)
  if (open) await rewardDecision(tx, open.id, 0)
  await endJourney(tx, id, 'dismissed')
}

/** The journey that somebody is in, or is to begin next; undefined when nothing is left. */
export async function currentJourney(
  tx: Tx,
  tenantId: TenantId,
  learner: Learner,
): Promise<Standing | undefined> {
  const journeys = await findJourneysOf(tx, learner.name)
  const begun = new Map(journeys.map((journey) => [journey.flowId, journey]))
  const published = (await findPublishedFlows(tx)).filter((flow) => isLedBy(flow, learner))
  const candidates = [
    ...journeys.filter(({ status }) => status === 'running'),
    ...published.filter(({ id }) => !begun.has(id)),
  ].toSorted((a, b) => positionOf(a) - positionOf(b) || (flowIdOf(a) < flowIdOf(b) ? -1 : 1))
  for (const candidate of candidates) {
    const id = 'flowId' in candidate ? candidate.id : await begin(tx, tenantId, candidate, learner)
    const standing = await advance(tx, id, learner)
    if (standing.journey.status === 'running') return standing
  }
  return undefined
}

const positionOf = (one: FlowRow | JourneyFound) => ('flowId' in one ? one.flowPosition : one.position)
const flowIdOf = (one: FlowRow | JourneyFound) => ('flowId' in one ? one.flowId : one.id)

/** The learner's journey in this flow, begun now where it was not. Throws where the flow is not for them. */
export async function journeyIn(
  tx: Tx,
  tenantId: TenantId,
  flowId: string,
  learner: Learner,
): Promise<Standing> {
  const begun = (await findJourneysOf(tx, learner.name)).find((journey) => journey.flowId === flowId)
  if (begun) return advance(tx, begun.id, learner)
  const flow = await findFlow(tx, flowId)
  if (!flow || !isLedBy(flow, learner)) throw notFound('flow for this learner')
  if (flow.status !== 'published')
    throw new AppError('conflict', `This flow is ${flow.status}. Publish it before somebody begins it.`)
  return advance(tx, await begin(tx, tenantId, flow, learner), learner)
}

async function begin(tx: Tx, tenantId: TenantId, flow: FlowRow, learner: Learner): Promise<string> {
  const { id: flowId, publishedVersion, holdOutPercent } = flow
  const { name, userId = null } = learner
  await insertJourney(tx, {
    tenantId,
    flowId,
    flowVersion: publishedVersion!,
    learner: name,
    userId,
    isHeldOut: randomInt(100) < holdOutPercent,
  })
  const journeys = await findJourneysOf(tx, name)
  return journeys.find((journey) => journey.flowId === flowId)!.id
}
