import { type Interval, type Logged, meanOf } from '../models/estimators.ts'
import { expectedOf, type Model } from './model.ts'

interface Decision {
  stepKey: string
  context: Record<string, number>
  reward: number
  propensity: number
  eligible: string[]
}

/** A decision against the fixed order, which always chooses the first step that can be chosen. */
export function loggedOf(decision: Decision, model: Model | undefined): Logged {
  const { stepKey, context, reward, propensity, eligible } = decision
  const first = eligible[0]!
  const expected = (key: string) => (model ? expectedOf(model, { stepKey: key, context }) : 0)
  return {
    ...{ reward, propensity, target: Number(stepKey === first) },
    ...{ predicted: expected(stepKey), predictedTarget: expected(first) },
  }
}

/** The difference of two means of independent groups, with its 95 % interval. */
export function differenceOf(left: readonly number[], right: readonly number[]): Interval {
  const [a, b] = [meanOf(left), meanOf(right)]
  const half = Math.hypot(a.high - a.value, b.high - b.value)
  const value = a.value - b.value
  return { value, low: value - half, high: value + half }
}
