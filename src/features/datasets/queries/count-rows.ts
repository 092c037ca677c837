import { requireTimeZone } from '#src/lib/db/time-zones.ts'
import { invalidRequest, notOneOf } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { datasets, findDataset } from '../catalog/index.ts'
import { planRows } from '../rows/plan.ts'
import { countPlanned, setTimeZone } from '../rows/repository.ts'
import { countRowsInput, rowCount } from '../rows/schema.ts'

const timeoutMilliseconds = 3_000

/** What would be in a file, before it is requested. */
export const countRows = defineQuery({
  name: 'datasets.count',
  summary: 'How many rows match the filters; the planner’s estimate when counting takes too long.',
  permission: 'exports.create',
  input: countRowsInput,
  output: rowCount,
  longReadSeconds: 5,
  async run({ context, tx, input }) {
    const dataset = findDataset(input.export_type)
    if (!dataset) throw invalidRequest([notOneOf('export_type', datasets)])
    const problems: Parameters<typeof planRows>[3] = []
    const request = { filters: input.filters, sort: [], timeZone: input.time_zone }
    const plan = planRows(context.principal, dataset, request, problems)
    if (problems.length > 0) throw invalidRequest(problems)
    await requireTimeZone(tx, plan.timeZone, 'time_zone')
    await setTimeZone(tx, plan.timeZone)
    const { rows, isExact } = await countPlanned(tx, plan, timeoutMilliseconds)
    return { rows, isExact, filtersInWords: plan.filtersInWords }
  },
})
