import { transaction } from '#src/lib/db/transaction.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { getVisible } from '../record/access.ts'
import { requestOf } from '../record/request.ts'
import { byId, exportResource } from '../record/schema.ts'
import { planFitting } from './fitting-plan.ts'
import { repeat } from './repeat.ts'

export const runAgain = defineCommand({
  name: 'exports.again',
  summary: 'Request the same export again with current data, whatever its status.',
  permission: 'exports.create',
  input: byId,
  output: exportResource,
  async prepare({ context, input }) {
    const { row } = await transaction(context.principal.tenantId, 'read only', (tx) =>
      getVisible(tx, context, input.id),
    )
    return planFitting(context.principal, requestOf(row))
  },
  async run({ context, tx, input, prepared, audit }) {
    const { row } = await getVisible(tx, context, input.id)
    return repeat(tx, context, row, prepared, audit, {})
  },
})
