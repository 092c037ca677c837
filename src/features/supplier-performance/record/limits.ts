import type { Judgement } from '../judging/judge.ts'

/** Fewer lines leave a wide range around every figure. */
const manyLines = 1_000
const fewJudges = 200

/** What a model cannot do, in words. */
export function limitsOf(linesKnown: number, { tested }: Judgement): string[] {
  return [
    'It knows suppliers, places, items, quantities, prices and days; it knows nothing of freight, strikes or weather.',
    'A line is described by what was known 30 days before it is due: news of the last month counts for lines due later.',
    'Days that were confirmed later replace earlier ones, so that a promise which was postponed counts as kept.',
    ...(linesKnown < manyLines
      ? [`It learned from ${linesKnown} lines; rare patterns are not in them.`]
      : []),
    ...(tested && tested.lines < fewJudges
      ? [`Only ${tested.lines} lines were left to judge it, so its figures may be off by chance.`]
      : []),
  ]
}
