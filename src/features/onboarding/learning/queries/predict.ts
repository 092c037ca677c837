import { notFound } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { learnerOf } from '../../journeys/learner.ts'
import { eligibleOf } from '../../journeys/progress.ts'
import { chancesOf } from '../../journeys/recommendation/choice.ts'
import { chooserFor, contextFor } from '../../journeys/recommendation/service.ts'
import { findJourneysOf } from '../../journeys/repository.ts'
import { standingIn } from '../../journeys/service.ts'
import { estimate } from '../../models/ridge.ts'
import { armOf, vectorOf } from '../model.ts'
import { predictInput, prediction } from '../schema.ts'

export const predictSteps = defineQuery({
  name: 'onboarding.ml.predict',
  summary: 'How likely each step that a learner could do next is to be recommended; nothing is logged.',
  permission: 'journeys.read',
  input: predictInput,
  output: prediction,
  async run({ context: { principal }, tx, input: { flow_id, learner: given } }) {
    const learner = learnerOf(principal, given, 'onboarding.read')
    const journey = (await findJourneysOf(tx, learner.name)).find(({ flowId }) => flowId === flow_id)
    if (!journey) throw notFound('journey of this learner. Start it first')
    const standing = await standingIn(tx, journey, learner)
    const keys = eligibleOf(standing.states).map(({ stepKey }) => stepKey)
    const chooser = keys.length > 1 ? await chooserFor(tx, journey) : undefined
    if (!chooser) {
      const steps = keys.map((key, index) => ({
        key,
        expected: null,
        uncertainty: null,
        propensity: Number(index === 0),
      }))
      return { policy: 'fixed_order', model_version: null, steps }
    }
    const { model, policy, number } = chooser
    const numbers = await contextFor(tx, standing, { role: learner.role })
    const chances = chancesOf(policy, model, keys, numbers)
    const x = vectorOf(model, numbers)
    return {
      policy,
      model_version: number,
      steps: keys.map((key, index) => {
        const { mean, spread } = estimate(armOf(model, key), x)
        return { key, expected: mean, uncertainty: spread, propensity: chances[index]! }
      }),
    }
  },
})
