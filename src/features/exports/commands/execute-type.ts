import { findDatasetFor } from '#src/features/datasets/rows/rights.ts'
import type { Principal } from '#src/lib/context.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { executeTypeInput, exportResource } from '../record/schema.ts'
import { planFitting } from './fitting-plan.ts'
import { requestExport } from './request-export.ts'
import { highPriority } from './start-run.ts'

export const executeType = defineCommand({
  name: 'exports.execute_type',
  summary:
    'Request a whole dataset with one call: CSV, every column and a name with the date unless you say otherwise.',
  permission: 'exports.execute',
  input: executeTypeInput,
  output: exportResource,
  async prepare({ context, input: { type, export_name, ...rest } }) {
    const request = {
      ...rest,
      export_type: type,
      export_name: export_name ?? nameFor(context.principal, type),
    }
    return { request, plan: await planFitting(context.principal, request, 'type') }
  },
  run: ({ context, tx, prepared, audit }) =>
    requestExport(tx, context, prepared.request, prepared.plan, audit, highPriority),
})

/** `Sales 2026-11-27 10:15`, as clocks in the company's zone show it; Swedes write dates as ISO 8601 does. */
function nameFor(principal: Principal, type: string): string {
  const { timeZone } = principal
  const clock = new Date().toLocaleString('sv-SE', { timeZone }).slice(0, 16)
  return `${findDatasetFor(principal, type)?.label ?? type} ${clock}`
}
