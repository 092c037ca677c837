import * as z from 'zod'
import { defineQuery } from '#src/lib/operation.ts'
import { planExport } from './plan.ts'
import { compileQuery } from './query.ts'
import { countRowsWithin, estimateRows, setTimeZone } from './repository.ts'
import { createExportInput } from './schema.ts'

const patienceSeconds = 3

/** What would be in the file, before it is asked for. */
export const countRows = defineQuery({
  name: 'exports.count',
  summary: 'How many rows an export would have; the planner’s estimate when counting takes too long.',
  permission: 'exports.create',
  input: createExportInput.pick({ export_type: true, filters: true, options: true }),
  output: z.object({ rows: z.number().int(), isExact: z.boolean(), filtersInWords: z.array(z.string()) }),
  async run({ context, tx, input: { export_type, filters, options } }) {
    const { time_zone } = options
    const zone = typeof time_zone === 'string' ? { time_zone } : {}
    const request = { export_type, format: 'csv', filters, sort: [], options: zone }
    const plan = planExport(context.principal, request)
    const query = compileQuery({ ...plan, columns: [], sort: [] })
    await setTimeZone(tx, plan.timeZone)
    const estimate = await estimateRows(tx, query)
    const counted = await countRowsWithin(tx, patienceSeconds, query)
    return {
      rows: counted ?? estimate,
      isExact: counted !== undefined,
      filtersInWords: plan.filtersInWords,
    }
  },
})
