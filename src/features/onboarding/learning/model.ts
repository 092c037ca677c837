import { type Arm, createArm, estimate, learn } from '../models/ridge.ts'

/** What a decision taught, once it was known what came of it. */
export interface Lesson {
  stepKey: string
  context: Record<string, number>
  reward: number
}

/** How an arm is stored. */
export interface StoredArm {
  inverse: number[]
  sum: number[]
  seen: number
}

export interface Model {
  features: string[]
  arms: Map<string, Arm>
}

/** An empty model over the numbers that a context has. */
export function createModel(features: string[]): Model {
  return { features, arms: new Map() }
}

/** The numbers of a context in the order of the features; what it does not have is 0. */
export function vectorOf({ features }: Model, context: Record<string, number>): Float64Array {
  return Float64Array.from(features, (feature) => context[feature] ?? 0)
}

/** The arm of a step; a step that nobody has seen knows nothing yet. */
export function armOf(model: Model, stepKey: string): Arm {
  const known = model.arms.get(stepKey) ?? createArm(model.features.length)
  model.arms.set(stepKey, known)
  return known
}

export function teach(model: Model, { stepKey, context, reward }: Lesson): void {
  learn(armOf(model, stepKey), vectorOf(model, context), reward)
}

/** What is expected of a lesson before it is taught, as a chance. */
export function expectedOf(model: Model, { stepKey, context }: Pick<Lesson, 'stepKey' | 'context'>): number {
  return Math.min(1, Math.max(0, estimate(armOf(model, stepKey), vectorOf(model, context)).mean))
}

export interface Validation {
  decisions: number
  brier: number
  brier_of_average: number
  accuracy: number
}

/** How well a model expected rewards that it was not taught. */
export function validate(
  expected: readonly number[],
  rewards: readonly number[],
  average: number,
): Validation {
  const count = rewards.length
  const mean = (of: (reward: number, index: number) => number) =>
    rewards.reduce((sum, reward, index) => sum + of(reward, index), 0) / count
  return {
    decisions: count,
    brier: mean((reward, index) => (reward - expected[index]!) ** 2),
    brier_of_average: mean((reward) => (reward - average) ** 2),
    accuracy: mean((reward, index) => Number(expected[index]! >= 0.5 === (reward === 1))),
  }
}

export function toStored({ arms }: Model): Record<string, StoredArm> {
  return Object.fromEntries(
    [...arms].map(([key, { inverse, sum, seen }]) => [key, { inverse: [...inverse], sum: [...sum], seen }]),
  )
}

export function fromStored(features: string[], stored: Record<string, StoredArm>): Model {
  const arms = Object.entries(stored).map(([key, { inverse, sum, seen }]): [string, Arm] => [
    key,
    { inverse: Float64Array.from(inverse), sum: Float64Array.from(sum), seen },
  ])
  return { features, arms: new Map(arms) }
}
