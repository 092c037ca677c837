import { planRequest, requestExport } from '#src/features/exports/commands/request-export.ts'
import { exportResource } from '#src/features/exports/record/schema.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { exportSuppliersInput } from '../exporting/schema.ts'
import { exportTemplates } from '../exporting/templates.ts'
import { rowsRequest } from '../listing/rows-request.ts'

export const exportSuppliers = defineCommand({
  name: 'suppliers.export',
  summary:
    'Export the suppliers that the list shows with the same parameters, with the columns of a template.',
  permission: 'exports.create',
  input: exportSuppliersInput,
  output: exportResource,
  prepare({ context, input: { template, choice, export_name, ...rest } }) {
    const { label, columns } = exportTemplates[template]
    return planRequest(context, {
      ...rest,
      export_type: 'suppliers',
      export_name: export_name ?? `Suppliers, ${label.toLowerCase()}`,
      columns: [...columns],
      ...rowsRequest(choice),
    })
  },
  run: ({ context, tx, prepared: { request, plan }, audit }) =>
    requestExport(tx, context, request, plan, audit),
})
