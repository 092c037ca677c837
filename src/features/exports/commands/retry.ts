import { transaction } from '#src/lib/db/transaction.ts'
import { AppError } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { getOwn } from '../record/access.ts'
import { type ExportRow, findRetry, lockExport } from '../record/repository.ts'
import { requestOf } from '../record/request.ts'
import { isRetryable } from '../record/resource.ts'
import { byId, exportResource } from '../record/schema.ts'
import { planFitting } from './fitting-plan.ts'
import { repeat } from './repeat.ts'

export const retryExport = defineCommand({
  name: 'exports.retry',
  summary: 'Retry a failed, cancelled or expired export; one retry at a time.',
  permission: 'exports.create',
  input: byId,
  output: exportResource,
  async prepare({ context, input }) {
    const { row } = await transaction(context.principal.tenantId, 'read only', (tx) =>
      getOwn(tx, context, input.id),
    )
    refuseRetry(row)
    return planFitting(context.principal, requestOf(row))
  },
  async run({ context, tx, input, prepared, audit }) {
    await lockExport(tx, input.id)
    const { row: original } = await getOwn(tx, context, input.id)
    refuseRetry(original)
    const earlier = await findRetry(tx, original.id)
    if (earlier) {
      throw new AppError(
        'conflict',
        `This export was already retried: the retry ${earlier.id} is ${earlier.status}. Open that one instead.`,
      )
    }
    return repeat(tx, context, original, prepared, audit, { retryOf: original.id })
  },
})

function refuseRetry(row: ExportRow): void {
  if (isRetryable(row)) return
  throw new AppError(
    'conflict',
    row.status === 'failed'
      ? 'Retrying this export would fail the same way. Change the request and start a new export.'
      : `This export is ${row.status}. Only failed, cancelled and expired exports can be retried.`,
  )
}
