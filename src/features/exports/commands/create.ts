import { defineCommand } from '#src/lib/operation/operation.ts'
import { createExportInput, exportResource } from '../record/schema.ts'
import { planFitting } from './fitting-plan.ts'
import { requestExport } from './request-export.ts'

export const createExport = defineCommand({
  name: 'exports.create',
  summary: 'Request an export; it starts at once.',
  permission: 'exports.create',
  input: createExportInput,
  output: exportResource,
  prepare: ({ context, input }) => planFitting(context.principal, input),
  run: ({ context, tx, input, prepared, audit }) => requestExport(tx, context, input, prepared, audit),
})
