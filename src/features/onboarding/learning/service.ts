import type { TenantId } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import type { FlowRow } from '../flows/repository.ts'
import { findFlow } from '../flows/repository.ts'
import { createModel, expectedOf, fromStored, type Model, teach, toStored, validate } from './model.ts'
import {
  countEnded,
  type EndedDecision,
  findEnded,
  findModel,
  forgetOldModels,
  insertModel,
} from './repository.ts'

/** So many decisions must have ended before a flow has a model; until then its order is fixed. */
export const decisionsNeeded = 200
/** Newer ones say enough, and a retraining has an end. */
const mostDecisions = 20_000
const pageSize = 1_000
const validationShare = 0.2

export interface CurrentModel {
  number: number
  model: Model
}

/** The newest model of a flow; undefined while the order is fixed. */
export async function currentModel(
  tx: Tx,
  { id, policy }: Pick<FlowRow, 'id' | 'policy'>,
): Promise<CurrentModel | undefined> {
  if (policy === 'fixed_order') return undefined
  const row = await findModel(tx, id)
  return row && { number: row.number, model: fromStored(row.features, row.arms) }
}

/** Learns a flow anew from the decisions that have ended. Answers the number of the model; undefined: too few. */
export async function retrain(tx: Tx, tenantId: TenantId, flowId: string): Promise<number | undefined> {
  const flow = await findFlow(tx, flowId)
  if (!flow) return undefined
  const total = Math.min(mostDecisions, await countEnded(tx, flowId, flow.learnsSince))
  if (total < decisionsNeeded) return undefined
  const trained = await train(tx, flow, total)
  const number = ((await findModel(tx, flowId))?.number ?? 0) + 1
  await insertModel(tx, {
    ...{ tenantId, flowId, number, trainedOn: total },
    ...{ features: trained.model.features, arms: toStored(trained.model), validation: trained.validation },
  })
  await forgetOldModels(tx, flowId, number)
  return number
}

async function train(tx: Tx, { id, learnsSince }: FlowRow, total: number) {
  const firstUnseen = Math.floor(total * (1 - validationShare))
  let model: Model | undefined
  let taught = 0
  let rewards = 0
  const unseen: EndedDecision[] = []
  for await (const decision of endedDecisions(tx, id, learnsSince, total)) {
    model ??= createModel(Object.keys(decision.context))
    if (taught < firstUnseen) {
      teach(model, decision)
      rewards += decision.reward
      taught += 1
    } else unseen.push(decision)
  }
  const expected = unseen.map((decision) => expectedOf(model!, decision))
  const truth = unseen.map(({ reward }) => reward)
  const validation = validate(expected, truth, rewards / Math.max(1, taught))
  for (const decision of unseen) teach(model!, decision)
  return { model: model!, validation }
}

async function* endedDecisions(tx: Tx, flowId: string, since: Date | null, total: number) {
  let after: string | undefined
  for (let left = total; left > 0; ) {
    const page = await findEnded(tx, flowId, { since, after, limit: Math.min(pageSize, left) })
    yield* page
    left -= page.length
    after = page.at(-1)?.id
    if (page.length === 0) return
  }
}
