import { defineCommand } from '#src/lib/operation/operation.ts'
import { createExportBody, exportResource } from '../record/schema.ts'
import { planRequest, requestExport } from './request-export.ts'

export const createExport = defineCommand({
  name: 'exports.create',
  summary: 'Request an export; it starts at once. A template fills in what the body leaves out.',
  permission: 'exports.create',
  input: createExportBody,
  output: exportResource,
  prepare: ({ context, input }) => planRequest(context, input),
  run: ({ context, tx, prepared: { request, plan }, audit }) =>
    requestExport(tx, context, request, plan, audit),
})
