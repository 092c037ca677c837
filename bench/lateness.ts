import { parseArgs } from 'node:util'
import {
  auc,
  brier,
  calibration,
  calibrationError,
} from '../src/features/supplier-performance/models/scores.ts'
import { readLines } from './lateness/data.ts'
import { walk } from './lateness/walk.ts'
import { print, say } from './table.ts'

const columns = 'supplier, country, site, mode, ordered_on, due_on, delivered_on'

/** Predicts which lines come late, in the order of time, and compares that with what came. */
export async function latenessBench(flags: string[]): Promise<void> {
  const { values: settings } = parseArgs({
    args: flags,
    options: { data: { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  if (!settings.data) throw new Error(`--data: the path of a CSV with the columns ${columns}`)
  const data = readLines(settings.data)
  const started = performance.now()
  const { labels, probabilities, supplierRates, trainings } = walk(data, (done, all) =>
    say(`month ${done} of ${all}`),
  )
  if (labels.length === 0) throw new Error('--data: too few lines that were known before the last 30 %')
  const seconds = (performance.now() - started) / 1000
  const scored = (method: string, said: number[]) => ({
    ...{ method, lines: labels.length, AUC: rounded(auc(said, labels)), Brier: rounded(brier(said, labels)) },
    ECE: rounded(calibrationError(calibration(said, labels))),
  })
  print([scored('boosting', probabilities), scored("supplier's rate", supplierRates)], settings)
  print(
    calibration(probabilities, labels).map(({ count, said, came }, bin) => ({
      ...{ bin: bin + 1, lines: count, 'said late': rounded(said), 'came late': rounded(came) },
    })),
    settings,
  )
  print([{ trainings, 'all, s': Number(seconds.toFixed(1)) }], settings)
}

function rounded(value: number): number {
  return Number(value.toFixed(3))
}
