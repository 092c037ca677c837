import * as z from 'zod'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { codeVersion } from '../lines/named-line.ts'
import { calibrationError } from '../models/scores.ts'
import { countOpen, findUpkeep } from '../predictions/repository.ts'
import { findActive, findNewest, readBins } from '../record/repository.ts'
import { type ModelResource, type Standing, standingResource } from '../record/schema.ts'

/** Fewer outcomes say nothing. */
const leastOutcomes = 30

export const getStanding = defineQuery({
  name: 'analytics.lateness.standing',
  summary: 'What predictions of late lines come from, and whether as many came late as was said.',
  permission: 'analytics.read',
  input: z.strictObject({}),
  output: standingResource,
  async run({ tx }) {
    const upkeep = await findUpkeep(tx)
    const active = await findActive(tx, 'lateness')
    const model = active?.codeVersion === codeVersion ? active : undefined
    const newest = await findNewest(tx, 'lateness')
    const { lines, expectedLate } = await countOpen(tx, {})
    const bins = await readBins(tx, model?.id ?? null)
    return {
      scored_on: upkeep?.scoredOn ?? null,
      lines_known: upkeep?.linesKnown ?? 0,
      lines_late: upkeep?.linesLate ?? 0,
      open_lines: lines,
      expected_late: expectedLate,
      model: model ? { id: model.id, number: model.number, as_of: model.asOf } : null,
      is_training: newest?.status === 'pending' || newest?.status === 'training',
      calibration: calibrationOf(bins, (model?.tested as ModelResource['tested'])?.bins),
    }
  },
})

type Bins = Standing['calibration']['bins']

function calibrationOf(seen: Bins, heldOut: Bins | undefined): Standing['calibration'] {
  const countOf = (bins: Bins) => bins.reduce((sum, { count }) => sum + count, 0)
  const known = (source: Standing['calibration']['source'], bins: Bins) => ({
    ...{ source, bins, lines: countOf(bins), error: bins.length > 0 ? calibrationError(bins) : null },
  })
  if (countOf(seen) >= leastOutcomes) return known('outcomes', seen)
  return heldOut ? known('held_out', heldOut) : known('none', [])
}
