import { defineCommand } from '#src/lib/operation/operation.ts'
import { planFile } from '../record/plan-file.ts'
import { toResource } from '../record/resource.ts'
import { createExportInput, exportResource } from '../record/schema.ts'
import { creatorOf, startRun } from './start-run.ts'

export const createExport = defineCommand({
  name: 'exports.create',
  summary: 'Ask for an export; it starts at once.',
  permission: 'exports.create',
  input: createExportInput,
  output: exportResource,
  async run({ context, tx, input, audit }) {
    const { principal } = context
    const plan = planFile(principal, input)
    const row = await startRun(tx, context, {
      exportName: input.export_name,
      exportType: plan.dataset.key,
      format: plan.format.key,
      filters: plan.filters,
      columns: input.columns?.length ? input.columns : null,
      sort: plan.sort,
      options: input.options,
      timeZone: plan.timeZone,
      recipients: [...new Set(input.recipients.map((address) => address.toLowerCase()))],
    })
    await audit({
      action: 'export.created',
      subjectType: 'export',
      subjectId: row.id,
      details: { export_type: row.exportType, format: row.format, filters: row.filters },
    })
    return toResource({ row, creator: creatorOf(principal) })
  },
})
