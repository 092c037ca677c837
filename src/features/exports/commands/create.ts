import { transaction } from '#src/lib/db/transaction.ts'
import { defineCommand, parseInput } from '#src/lib/operation/operation.ts'
import { createExportBody, createExportInput, exportResource } from '../record/schema.ts'
import { fillFromTemplate } from '../templates/commands/fill.ts'
import { countUse } from '../templates/record/repository.ts'
import { planFitting } from './fitting-plan.ts'
import { requestExport } from './request-export.ts'

export const createExport = defineCommand({
  name: 'exports.create',
  summary: 'Request an export; it starts at once. A template fills in what the body leaves out.',
  permission: 'exports.create',
  input: createExportBody,
  output: exportResource,
  async prepare({ context, input: { template_id, ...body } }) {
    const { principal } = context
    const filled = template_id
      ? await transaction(principal.tenantId, 'read only', (tx) =>
          fillFromTemplate(tx, context, template_id, body),
        )
      : body
    const request = parseInput(createExportInput, filled)
    return { request: { ...request, template_id }, plan: await planFitting(principal, request) }
  },
  async run({ context, tx, prepared: { request, plan }, audit }) {
    if (request.template_id) await countUse(tx, request.template_id)
    return requestExport(tx, context, request, plan, audit)
  },
})
