import { describe, expect, it } from 'vitest'
import { Random } from '#src/features/forecasting/models/numbers/random.ts'
import { FlowWorld, regrets } from '../../../../bench/onboarding/simulator.ts'
import { estimators, type Logged, liftOf } from './estimators.ts'
import { chancesToBeLargest, cumulative } from './normal.ts'
import { exploration, pick, propensitiesOf } from './policies.ts'
import { type Arm, createArm, estimate, learn } from './ridge.ts'

const isLong = process.env.FULL !== undefined

function taught(seed: number, steps = 5, size = 4): { world: FlowWorld; arms: Arm[] } {
  const world = new FlowWorld(seed, steps, size)
  const arms = Array.from({ length: steps }, () => createArm(size))
  for (let n = 0; n < 40 * steps; n += 1) {
    const x = world.learner()
    learn(arms[n % steps]!, x, world.happens(world.chances(x)[n % steps]!))
  }
  return { world, arms }
}

describe('an arm', () => {
  it('is the ridge regression of what it was taught', () => {
    const arm = createArm(2)
    for (const [x, reward] of [
      [[1, 0], 1],
      [[1, 1], 0],
      [[1, 1], 1],
    ] as const)
      learn(arm, x, reward)
    // A = [[4, 2], [2, 3]], b = [2, 1], so A^-1 = [[3, -2], [-2, 4]] / 8 and the weights are [0.5, 0].
    expect([...arm.inverse].map((value) => value.toFixed(6))).toEqual([
      '0.375000',
      '-0.250000',
      '-0.250000',
      '0.500000',
    ])
    expect(estimate(arm, [1, 1]).mean).toBeCloseTo(0.5)
    expect(estimate(arm, [1, 1]).spread ** 2).toBeCloseTo(0.375)
  })
})

describe('propensities', () => {
  it('are those of the normal distribution', () => {
    expect([0, 1, -1.96, 3].map((z) => cumulative(z).toFixed(5))).toEqual([
      '0.50000',
      '0.84134',
      '0.02500',
      '0.99865',
    ])
  })

  it('of Thompson sampling are how often each draw is the largest', () => {
    const random = new Random(7)
    const [means, deviations] = [
      [0.5, 0.52, 0.3, 0.5],
      [0.1, 0.05, 0.4, 0.001],
    ]
    const counts = new Float64Array(4)
    const draws = 100_000
    for (let n = 0; n < draws; n += 1) {
      const drawn = means!.map((mean, i) => mean + deviations![i]! * random.normal())
      counts[drawn.indexOf(Math.max(...drawn))]! += 1
    }
    const chances = chancesToBeLargest(means!, deviations!)
    for (const [i, chance] of chances.entries())
      expect(Math.abs(chance - counts[i]! / draws)).toBeLessThan(0.006)
    expect(chances.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1)
  })

  it.each(['linucb', 'thompson'] as const)('of %s are true of what is picked, and none is 0', (policy) => {
    const { world, arms } = taught(3)
    const x = world.learner()
    const chances = propensitiesOf(policy, arms, x)
    expect(chances.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1)
    expect(Math.min(...chances)).toBeGreaterThanOrEqual(exploration / arms.length - 1e-12)
    const random = new Random(1)
    const counts = new Float64Array(arms.length)
    const draws = 50_000
    for (let n = 0; n < draws; n += 1) counts[pick(chances, random.uniform())]! += 1
    for (const [i, chance] of chances.entries())
      expect(Math.abs(chance - counts[i]! / draws)).toBeLessThan(0.009)
  })

  it('of a fixed order are 1 for the first step', () => {
    expect([...propensitiesOf('fixed_order', [createArm(1), createArm(1)], [1])]).toEqual([1, 0])
  })
})

/** Decisions of LinUCB in a world, against the fixed order, whose worth in the world is known. */
function experiment(seed: number, isSame = false): { logs: Logged[]; fixed: number; own: number } {
  const count = isLong ? 5_000 : 2_000
  const { world, arms } = taught(seed)
  const logs: Logged[] = []
  let [fixed, own] = [0, 0]
  for (let n = 0; n < count; n += 1) {
    const x = world.learner()
    const chances = isSame ? arms.map(() => 0.3) : world.chances(x)
    const propensities = propensitiesOf('linucb', arms, x)
    const arm = pick(propensities, world.draw())
    logs.push({
      reward: world.happens(chances[arm]!),
      ...{ propensity: propensities[arm]!, target: Number(arm === 0) },
      ...{ predicted: estimate(arms[arm]!, x).mean, predictedTarget: estimate(arms[0]!, x).mean },
    })
    fixed += chances[0]! / count
    own += chances.reduce((sum, chance, i) => sum + chance * propensities[i]!, 0) / count
  }
  return { logs, fixed, own }
}

describe('estimates of the fixed order', () => {
  const names = Object.keys(estimators) as (keyof typeof estimators)[]
  const runs = Array.from({ length: isLong ? 1_000 : 100 }, (_, seed) => experiment(seed))

  it('do not lean to one side', () => {
    for (const name of names) {
      const errors = runs.map(({ logs, fixed }) => estimators[name](logs).value - fixed)
      const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length
      const squares = errors.reduce((sum, error) => sum + (error - mean) ** 2, 0)
      const deviation = Math.sqrt(squares / (errors.length - 1) / errors.length)
      expect(Math.abs(mean), name).toBeLessThan(4 * deviation)
    }
  })

  it('cover the lift that there is, as often as they say', () => {
    for (const name of names) {
      const covered = runs.filter(({ logs, fixed, own }) => {
        const { low, high } = liftOf(logs, name)
        return low <= own - fixed && own - fixed <= high
      }).length
      const share = covered / runs.length
      expect(share, name).toBeGreaterThanOrEqual(isLong ? 0.93 : 0.88)
      expect(share, name).toBeLessThanOrEqual(isLong ? 0.97 : 1)
    }
  })

  it('show no lift in 93 of 100 comparisons of the same with the same', () => {
    const same = Array.from({ length: 100 }, (_, seed) => experiment(seed, true))
    const none = same.filter(({ logs }) => {
      const { low, high } = liftOf(logs, 'doubly_robust')
      return low <= 0 && high >= 0
    })
    expect(none.length).toBeGreaterThanOrEqual(93)
  })
})

describe('regret', () => {
  it('of both policies is at most half of epsilon-greedy’s, over several flows', () => {
    const shares = regrets(isLong ? [1, 2, 3, 4] : [1, 3, 4], 20_000).slice(1)
    expect(shares.map(({ chooser }) => chooser)).toEqual(['linucb', 'thompson'])
    for (const { share_of_greedy } of shares) expect(share_of_greedy).toBeLessThanOrEqual(0.5)
  })
})
