import { z } from 'zod'
import { defineQuery } from '#src/lib/operation.ts'
import { planExport } from './plan.ts'
import { compileQuery } from './query.ts'
import { createExportInput } from './schema.ts'

const countSeconds = 3

/** What would be in the file, before it is asked for. */
export const countRows = defineQuery({
  name: 'exports.count',
  summary: 'How many rows an export would have; the planner’s estimate when counting takes too long.',
  permission: 'exports.create',
  input: createExportInput.pick({ export_type: true, filters: true, options: true }),
  output: z.object({ rows: z.number().int(), isExact: z.boolean(), filtersInWords: z.array(z.string()) }),
  async run({ context, tx, input }) {
    const { export_type, filters, options } = input
    const zone = typeof options.time_zone === 'string' ? { time_zone: options.time_zone } : {}
    const plan = planExport(context.principal, {
      export_type,
      format: 'csv',
      filters,
      sort: [],
      options: zone,
    })
    const { text, values } = compileQuery({ ...plan, columns: [], sort: [] })
    const client = tx.$client
    await client.query(`select set_config('TimeZone', $1, true)`, [plan.timeZone])
    const { rows: explained } = await client.query(`explain (format json) ${text}`, values)
    const estimate = Math.round(explained[0]['QUERY PLAN'][0].Plan['Plan Rows'])
    await client.query(`savepoint counting; set local statement_timeout = '${countSeconds}s'`)
    try {
      const { rows } = await client.query(`select count(*)::float8 as rows from (${text}) counted`, values)
      return { rows: rows[0].rows, isExact: true, filtersInWords: plan.filtersInWords }
    } catch (error) {
      if ((error as { code?: string }).code !== timedOut) throw error
      await client.query('rollback to savepoint counting')
      return { rows: estimate, isExact: false, filtersInWords: plan.filtersInWords }
    }
  },
})

const timedOut = '57014'
