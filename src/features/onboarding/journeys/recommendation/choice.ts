import { armOf, type Model, vectorOf } from '../../learning/model.ts'
import { type PolicyName, pick, propensitiesOf } from '../../models/policies.ts'

export interface Choice {
  /** Which of the eligible steps, in their order. */
  index: number
  propensity: number
}

/** How likely each of these steps is to be chosen for somebody with this context. */
export function chancesOf(
  policy: PolicyName,
  model: Model,
  keys: readonly string[],
  context: Record<string, number>,
): Float64Array {
  const arms = keys.map((key) => armOf(model, key))
  return propensitiesOf(policy, arms, vectorOf(model, context))
}

/** The step that a number from 0 to 1 falls on, with how likely it was. */
export function choose(chances: Float64Array, draw: number): Choice {
  const index = pick(chances, draw)
  return { index, propensity: chances[index]! }
}
