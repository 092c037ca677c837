import type { Tx } from '#src/lib/db/transaction.ts'
import type { Role } from '#src/lib/permissions.ts'
import {
  type DecisionRow,
  findOpenDecision,
  insertDecision,
  rewardDecision,
} from '../../decisions/repository.ts'
import { findFlow } from '../../flows/repository.ts'
import { reasonByModel } from '../../learning/explanation.ts'
import { type CurrentModel, currentModel } from '../../learning/service.ts'
import type { PolicyName } from '../../models/policies.ts'
import { isPersonalised } from '../../privacy/repository.ts'
import type { StepFound } from '../../steps/repository.ts'
import { eligibleOf, type StepState } from '../progress.ts'
import { countMembers, findLastEventAt, type JourneyRow } from '../repository.ts'
import { chancesOf, choose } from './choice.ts'
import { contextOf } from './context.ts'
import { reasonInOrder } from './reason.ts'

export interface Situation {
  role: Role | null
  device?: string | undefined
  locale?: string | undefined
}

interface Standing {
  journey: JourneyRow
  states: StepState<StepFound>[]
}

/** The step that stands recommended, or a new choice among the eligible ones, which is logged. */
export async function recommend(
  tx: Tx,
  { journey, states }: Standing,
  situation: Situation,
): Promise<{ decision: DecisionRow; step: StepFound } | undefined> {
  if (journey.status !== 'running') return undefined
  const eligible = eligibleOf(states)
  const open = await findOpenDecision(tx, journey.id)
  const standing = eligible.find(({ id }) => id === open?.stepId)
  if (open && standing) return { decision: open, step: standing }
  // Another step became needed first.
  if (open) await rewardDecision(tx, open.id, 0)
  if (eligible.length === 0) return undefined
  const personalised = await isPersonalised(tx, journey.learner)
  const context = personalised ? await contextFor(tx, { journey, states }, situation) : {}
  const { step, ...chosen } = await chooseAmong(tx, journey, { eligible, states, context })
  const decision = await insertDecision(tx, {
    ...{ tenantId: journey.tenantId, journeyId: journey.id, stepId: step.id, context, ...chosen },
    eligible: eligible.map(({ stepKey }) => stepKey),
  })
  return { decision, step }
}

/** The numbers that a choice is made from. */
export async function contextFor(
  tx: Tx,
  { journey, states }: Standing,
  { role, device, locale }: Situation,
): Promise<Record<string, number>> {
  return contextOf({
    ...{ role, device, locale },
    members: await countMembers(tx),
    done: states.filter(({ state }) => state === 'completed').length,
    total: states.length,
    startedAt: journey.startedAt,
    lastAt: await findLastEventAt(tx, journey.id),
    now: new Date(),
  })
}

/** What chooses in a journey, with its model; undefined: the fixed order, also where its learner wants it. */
export async function chooserFor(
  tx: Tx,
  { flowId, isHeldOut, learner }: JourneyRow,
): Promise<(CurrentModel & { policy: PolicyName }) | undefined> {
  if (isHeldOut || !(await isPersonalised(tx, learner))) return undefined
  const flow = await findFlow(tx, flowId)
  if (!flow) return undefined
  const current = await currentModel(tx, flow)
  return current && { ...current, policy: flow.policy as PolicyName }
}

interface Choosing {
  eligible: StepFound[]
  states: StepState<StepFound>[]
  context: Record<string, number>
}

async function chooseAmong(tx: Tx, journey: JourneyRow, { eligible, states, context }: Choosing) {
  const chooser = eligible.length > 1 ? await chooserFor(tx, journey) : undefined
  if (!chooser) {
    const step = eligible[0]!
    return { step, policy: 'fixed_order', propensity: 1, reason: reasonInOrder(step, states) }
  }
  const { policy, model, number: modelVersion } = chooser
  const keys = eligible.map(({ stepKey }) => stepKey)
  const { index, propensity } = choose(chancesOf(policy, model, keys, context), Math.random())
  const step = eligible[index]!
  return { step, policy, modelVersion, propensity, reason: reasonByModel(model, step.stepKey, context) }
}
