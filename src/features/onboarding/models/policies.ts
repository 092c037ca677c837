import { chancesToBeLargest } from './normal.ts'
import { type Arm, type Estimate, estimate } from './ridge.ts'

export type PolicyName = 'fixed_order' | 'linucb' | 'thompson'

/** How far LinUCB (Li, Chu, Langford and Schapire 2010) trusts what it does not know: alpha in mean + alpha spread. */
const alpha = 0.3
/** The deviation of Thompson sampling (Agrawal and Goyal 2013): v in N(mean, v^2 spread^2). */
const deviation = 0.2
/** So often any step is chosen at random, so that no choice is impossible, */
export const exploration = 0.01
/** and so often the fixed order is followed, so that its worth can be estimated from what others chose. */
export const fixedShare = 0.08

/**
 * How likely a policy is to choose each arm, in the order of the arms, for a context `x`. The arms are independent
 * models, so what Thompson sampling draws for an arm is one normal value, and the chance that it is the largest is
 * an integral rather than a guess.
 */
export function propensitiesOf(policy: PolicyName, arms: readonly Arm[], x: ArrayLike<number>): Float64Array {
  const chosen = chosenBy(policy, arms, x)
  if (policy === 'fixed_order') return chosen
  const kept = 1 - exploration - fixedShare
  return chosen.map(
    (chance, index) => exploration / arms.length + (index === 0 ? fixedShare : 0) + kept * chance,
  )
}

/** The same without any exploration beside the policy's own. */
export function chosenBy(policy: PolicyName, arms: readonly Arm[], x: ArrayLike<number>): Float64Array {
  if (policy === 'fixed_order') return Float64Array.from(arms, (_, index) => Number(index === 0))
  const estimates = arms.map((arm) => estimate(arm, x))
  return policy === 'linucb' ? bestBound(estimates) : drawn(estimates)
}

/** Ties go to the arm that comes first, which is the fixed order. */
function bestBound(estimates: readonly Estimate[]): Float64Array {
  const bounds = estimates.map(({ mean, spread }) => mean + alpha * spread)
  const best = bounds.indexOf(Math.max(...bounds))
  return Float64Array.from(bounds, (_, index) => Number(index === best))
}

function drawn(estimates: readonly Estimate[]): Float64Array {
  return chancesToBeLargest(
    estimates.map(({ mean }) => mean),
    estimates.map(({ spread }) => deviation * spread),
  )
}

/** The arm that a number from 0 to 1 falls on, each arm being as wide as it is likely. */
export function pick(propensities: ArrayLike<number>, draw: number): number {
  let left = draw
  for (let index = 0; index < propensities.length; index += 1) {
    left -= propensities[index]!
    if (left < 0) return index
  }
  return propensities.length - 1
}
