import { Random } from '#src/features/forecasting/models/numbers/random.ts'
import { chosenBy, type PolicyName, pick, propensitiesOf } from '#src/features/onboarding/models/policies.ts'
import { createArm, estimate, learn } from '#src/features/onboarding/models/ridge.ts'

/** Learners with contexts, and how likely each is to complete each step: linear, as nobody but the simulator knows. */
export class FlowWorld {
  readonly #weights: Float64Array[]
  readonly #random: Random
  readonly size: number

  constructor(seed: number, steps: number, size: number) {
    this.#random = new Random(seed)
    this.size = size
    const drawn = Array.from({ length: steps }, () => {
      const given = Float64Array.from({ length: size }, () => (-Math.log(1 - this.#random.uniform())) ** 3)
      const sum = given.reduce((total, one) => total + one, 0)
      return given.map((one) => one / sum)
    })
    // Whoever wrote the flow put first what helps most people.
    const worth = (weights: Float64Array) => weights[0]! + (1 - weights[0]!) / 2
    this.#weights = drawn.toSorted((a, b) => worth(b) - worth(a))
  }

  /** Numbers from 0 to 1, of which the first is always 1. */
  learner(): Float64Array {
    return Float64Array.from({ length: this.size }, (_, index) => (index === 0 ? 1 : this.#random.uniform()))
  }

  /** Between 0.1 and 0.9. */
  chances(x: Float64Array): number[] {
    return this.#weights.map(
      (weights) => 0.1 + 0.8 * weights.reduce((sum, weight, index) => sum + weight * x[index]!, 0),
    )
  }

  happens(chance: number): 0 | 1 {
    return this.#random.uniform() < chance ? 1 : 0
  }

  draw(): number {
    return this.#random.uniform()
  }
}

export type Chooser = PolicyName | 'epsilon_greedy'

/** Epsilon-greedy over the same linear models, as it is usually set. */
const epsilon = 0.1

function chancesOf(chooser: Chooser, arms: ReturnType<typeof createArm>[], x: Float64Array): Float64Array {
  if (chooser !== 'epsilon_greedy') return propensitiesOf(chooser, arms, x)
  const means = arms.map((arm) => estimate(arm, x).mean)
  const best = means.indexOf(Math.max(...means))
  return Float64Array.from(
    means,
    (_, index) => epsilon / arms.length + (1 - epsilon) * Number(index === best),
  )
}

/** What a chooser loses against whoever knows the world, over so many learners. */
export function regretOf(chooser: Chooser, seed: number, learners: number, steps = 8, size = 6): number {
  const world = new FlowWorld(seed, steps, size)
  const arms = Array.from({ length: steps }, () => createArm(size))
  let regret = 0
  for (let n = 0; n < learners; n += 1) {
    const x = world.learner()
    const chances = world.chances(x)
    const arm = pick(chancesOf(chooser, arms, x), world.draw())
    regret += Math.max(...chances) - chances[arm]!
    learn(arms[arm]!, x, world.happens(chances[arm]!))
  }
  return regret
}

/** The regret of each chooser, summed over these flows. */
export function regrets(seeds: readonly number[], learners: number): Record<string, string | number>[] {
  const sum = (chooser: Chooser) =>
    seeds.reduce((total, seed) => total + regretOf(chooser, seed, learners, 5, 5), 0)
  const greedy = sum('epsilon_greedy')
  return (['epsilon_greedy', 'linucb', 'thompson'] as const).map((chooser) => {
    const regret = chooser === 'epsilon_greedy' ? greedy : sum(chooser)
    return {
      ...{ chooser, flows: seeds.length, learners, regret: Math.round(regret) },
      share_of_greedy: Number((regret / greedy).toFixed(2)),
    }
  })
}

/** The share of wrong classes, each example being seen once and only told right or wrong. */
export function progressiveErrors(examples: number): Record<string, string | number>[] {
  const problems = [
    { name: '3 classes, 5 numbers', classes: 3, size: 5 },
    { name: '8 classes, 10 numbers', classes: 8, size: 10 },
  ]
  return problems.flatMap(({ name, classes, size }) =>
    (['epsilon_greedy', 'linucb', 'thompson'] as const).map((chooser) => ({
      ...{ problem: name, chooser, examples },
      error: Number(progressiveError(chooser, { classes, size, examples }).toFixed(3)),
    })),
  )
}

interface Problem {
  classes: number
  size: number
  examples: number
}

function progressiveError(chooser: Chooser, { classes, size, examples }: Problem): number {
  const random = new Random(11)
  const centres = Array.from({ length: classes }, () =>
    Float64Array.from({ length: size }, (_, index) => (index === 0 ? 1 : random.uniform())),
  )
  const arms = Array.from({ length: classes }, () => createArm(size))
  let wrong = 0
  for (let n = 0; n < examples; n += 1) {
    const truth = Math.floor(random.uniform() * classes)
    const x = centres[truth]!.map((value, index) => (index === 0 ? 1 : value + 0.2 * random.normal()))
    const chances = chooser === 'epsilon_greedy' ? chancesOf(chooser, arms, x) : chosenBy(chooser, arms, x)
    const arm = pick(chances, random.uniform())
    if (arm !== truth) wrong += 1
    learn(arms[arm]!, x, Number(arm === truth))
  }
  return wrong / examples
}

/** How long each of so many choices takes to compute, after some that warm up. */
export function decisionMilliseconds(
  policy: PolicyName,
  { steps, size, choices }: { steps: number; size: number; choices: number },
): number[] {
  const world = new FlowWorld(1, steps, size)
  const arms = Array.from({ length: steps }, () => createArm(size))
  for (const arm of arms) for (let n = 0; n < 20; n += 1) learn(arm, world.learner(), world.happens(0.5))
  const times: number[] = []
  for (let n = -50; n < choices; n += 1) {
    const x = world.learner()
    const begun = performance.now()
    pick(propensitiesOf(policy, arms, x), world.draw())
    if (n >= 0) times.push(performance.now() - begun)
  }
  return times
}
