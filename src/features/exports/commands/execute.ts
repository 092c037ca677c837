import { defineCommand } from '#src/lib/operation/operation.ts'
import { createExportInput, exportResource } from '../record/schema.ts'
import { planFitting } from './fitting-plan.ts'
import { requestExport } from './request-export.ts'
import { highPriority } from './start-run.ts'

export const executeExport = defineCommand({
  name: 'exports.execute',
  summary: 'Request an export that goes before those already waiting.',
  permission: 'exports.execute',
  input: createExportInput,
  output: exportResource,
  prepare: ({ context, input }) => planFitting(context.principal, input),
  run: ({ context, tx, input, prepared, audit }) =>
    requestExport(tx, context, input, prepared, audit, highPriority),
})
