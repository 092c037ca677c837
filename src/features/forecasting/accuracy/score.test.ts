import { expect, it } from 'vitest'
import { scoreRun, scoreSeries } from './score.ts'

const period = (mean: number, actual: number) => ({
  ...{ mean, actual },
  ...{ lower80: mean - 1, upper80: mean + 1, lower95: mean - 2, upper95: mean + 2 },
})

it('a series is scored by the periods that have ended', () => {
  expect(scoreSeries([period(10, 10), period(12, 10), period(9, 12)], 2)).toEqual({
    periodsScored: 3,
    mase: 5 / 6,
    smape: expect.closeTo((200 * 2) / 22 / 3 + (200 * 3) / 21 / 3, 9),
    bias: -1 / 32,
    coverage80: expect.closeTo(1 / 3, 9),
    coverage95: expect.closeTo(2 / 3, 9),
  })
  expect(scoreSeries([], 2)).toMatchObject({ periodsScored: 0, mase: null, bias: null })
  expect(scoreSeries([period(0, 0)], 0)).toMatchObject({ mase: null, smape: 0, bias: null, coverage80: 1 })
})

it('a run is as far off as its series are on average, and as biased as all of them together', () => {
  const [small, large] = [[period(2, 1)], [period(90, 100)]]
  const scores = [scoreSeries(small, 1), scoreSeries(large, 0), scoreSeries([], 1)]
  expect(scoreRun(scores, [...small, ...large])).toMatchObject({
    ...{ periodsScored: 1, mase: 1, bias: expect.closeTo(-9 / 101, 9), coverage80: 0.5, coverage95: 0.5 },
  })
  expect(scoreRun([], [])).toMatchObject({ periodsScored: 0, smape: null })
})
