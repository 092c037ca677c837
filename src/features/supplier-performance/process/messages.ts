import type { Judgement } from '../judging/judge.ts'
import type { NamedLine } from '../lines/named-line.ts'
import type { Scored, ToScore } from '../scoring/score.ts'

export interface ToTrain {
  lines: NamedLine[]
  asOf: number
  seed: number
  /** The saved model in use. */
  inUse: { name: string; model: string; asOf: number } | null
}

export interface Trained {
  /** The saved model; null for too few lines to learn from. */
  model: string | null
  known: number
  late: number
  /** Days on which the first and the last known line were due. */
  from: number | null
  to: number | null
  dataHash: string
  judgement: Judgement
}

export type ToPredictor = { train: ToTrain } | { score: ToScore }

export type FromPredictor = { trained: Trained } | { scored: Scored[] }
