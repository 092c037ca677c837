import { score } from '../scoring/score.ts'
import type { FromPredictor, ToPredictor } from './messages.ts'
import { train } from './train.ts'

// The process of one run: lines in, a model or predictions out. It looks whether its parent still lives, because
// nothing else is heard while it computes.

const parent = process.ppid

process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.once('disconnect', () => process.exit())
process.once('message', (job: ToPredictor) => {
  const endAlone = () => {
    if (process.ppid !== parent) process.exit()
  }
  const answer: FromPredictor =
    'train' in job ? { trained: train(job.train, endAlone) } : { scored: score(job.score) }
  process.send?.(answer)
})
