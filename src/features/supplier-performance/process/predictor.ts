import { askProcess } from '#src/encoding/process/ask-process.ts'
import { processFile } from '#src/encoding/process/bare-process.ts'
import type { Scored, ToScore } from '../scoring/score.ts'
import type { FromPredictor, ToPredictor, ToTrain, Trained } from './messages.ts'

const program = processFile('predictor-main', import.meta.url)

const heapMegabytes = 1024

/** Trains in a process of its own, which takes a core for seconds. */
export function computeModel(job: ToTrain, signal: AbortSignal): Promise<Trained> {
  return ask({ train: job }, signal, (answer) => ('trained' in answer ? answer.trained : undefined))
}

/** Predicts in a process of its own. */
export function computeScores(job: ToScore, signal: AbortSignal): Promise<Scored[]> {
  return ask({ score: job }, signal, (answer) => ('scored' in answer ? answer.scored : undefined))
}

function ask<Answer>(
  job: ToPredictor,
  signal: AbortSignal,
  take: (answer: FromPredictor) => Answer | undefined,
): Promise<Answer> {
  return askProcess<FromPredictor, Answer>(program, job, { name: 'predictor', heapMegabytes, take, signal })
}
