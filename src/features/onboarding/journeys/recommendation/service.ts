import type { Tx } from '#src/lib/db/transaction.ts'
import type { Role } from '#src/lib/permissions.ts'
import {
  type DecisionRow,
  findOpenDecision,
  insertDecision,
  rewardDecision,
} from '../../decisions/repository.ts'
import type { StepFound } from '../../steps/repository.ts'
import { eligibleOf, type StepState } from '../progress.ts'
import { countMembers, findLastEventAt, type JourneyRow } from '../repository.ts'
import { contextOf } from './context.ts'
import { reasonInOrder } from './reason.ts'

interface Situation {
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
  const [step] = eligible
  if (!step) return undefined
  const context = contextOf({
    ...{ role: situation.role, device: situation.device, locale: situation.locale },
    members: await countMembers(tx),
    done: states.filter(({ state }) => state === 'completed').length,
    total: states.length,
    startedAt: journey.startedAt,
    lastAt: await findLastEventAt(tx, journey.id),
    now: new Date(),
  })
  const decision = await insertDecision(tx, {
    ...{ tenantId: journey.tenantId, journeyId: journey.id, stepId: step.id },
    ...{ policy: 'fixed_order', propensity: 1, context },
    eligible: eligible.map(({ stepKey }) => stepKey),
    reason: reasonInOrder(step, states),
  })
  return { decision, step }
}
