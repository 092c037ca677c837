import { defineCommand } from '#src/lib/operation/operation.ts'
import { createExportBody, exportResource } from '../record/schema.ts'
import { planRequest, requestExport } from './request-export.ts'
import { highPriority } from './start-run.ts'

export const executeExport = defineCommand({
  name: 'exports.execute',
  summary:
    'Request an export that runs ahead of those already waiting. A template fills in what the body leaves out.',
  permission: 'exports.execute',
  input: createExportBody,
  output: exportResource,
  prepare: ({ context, input }) => planRequest(context, input),
  run: ({ context, tx, prepared: { request, plan }, audit }) =>
    requestExport(tx, context, request, plan, audit, highPriority),
})
