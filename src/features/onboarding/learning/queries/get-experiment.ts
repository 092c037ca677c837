import { notFound } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { findFlow } from '../../flows/repository.ts'
import { estimators, liftOf, meanOf } from '../../models/estimators.ts'
import { differenceOf, loggedOf } from '../experiment.ts'
import { findNewestEnded } from '../repository.ts'
import { experimentInput, experimentResource } from '../schema.ts'
import { currentModel } from '../service.ts'

const mostDecisions = 5_000

export const getExperiment = defineQuery({
  name: 'onboarding.experiments.get',
  summary:
    'What recommendations by the model earn above the fixed order, estimated in four ways, each with its interval.',
  permission: 'onboarding.read',
  longReadSeconds: 10,
  input: experimentInput,
  output: experimentResource,
  async run({ tx, input: { flow_id } }) {
    const flow = await findFlow(tx, flow_id)
    if (!flow) throw notFound('flow')
    const model = (await currentModel(tx, flow))?.model
    const found = await findNewestEnded(tx, flow_id, flow.learnsSince, mostDecisions)
    const heldOut = found.filter(({ isHeldOut }) => isHeldOut)
    const chosen = found.filter(({ isHeldOut, policy }) => !isHeldOut && policy !== 'fixed_order')
    const logs = chosen.map((decision) => loggedOf(decision, model))
    const rewards = (of: { reward: number }[]) => of.map(({ reward }) => reward)
    const keys = Object.keys(estimators) as (keyof typeof estimators)[]
    const arm = (name: string, of: { reward: number }[]) => ({
      ...{ name, decisions: of.length, completion: toInterval(meanOf(rewards(of))) },
    })
    return {
      flow_id,
      hold_out_percent: flow.holdOutPercent,
      arms: [arm('hold_out', heldOut), arm('recommended', chosen)],
      lifts: [
        { method: 'hold_out' as const, ...toInterval(differenceOf(rewards(chosen), rewards(heldOut))) },
        ...keys.map((method) => ({ method, ...toInterval(liftOf(logs, method)) })),
      ],
    }
  },
})

/** What is not known is null. */
function toInterval({ value, low, high }: { value: number; low: number; high: number }) {
  const known = (number: number) => (Number.isFinite(number) ? number : null)
  return { value: known(value), low: known(low), high: known(high) }
}
