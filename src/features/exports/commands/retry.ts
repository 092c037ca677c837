import { AppError } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { getOwn } from '../record/access.ts'
import { planFile } from '../record/plan-file.ts'
import { requestOf } from '../record/request.ts'
import { isRetryable, toResource } from '../record/resource.ts'
import { byId, exportResource } from '../record/schema.ts'
import { creatorOf, startRun } from './start-run.ts'

export const retryExport = defineCommand({
  name: 'exports.retry',
  summary: 'Ask again for what a failed, cancelled or expired export was to hold.',
  permission: 'exports.create',
  input: byId,
  output: exportResource,
  async run({ context, tx, input, audit }) {
    const { row: original } = await getOwn(tx, context, input.id)
    if (!isRetryable(original)) {
      throw new AppError(
        'conflict',
        `This export is ${original.status}. Only failed, cancelled and expired exports can be retried.`,
      )
    }
    planFile(context.principal, requestOf(original))
    const { exportName, exportType, format, filters, columns, sort, options, timeZone, recipients } = original
    const row = await startRun(tx, context, {
      ...{ exportName, exportType, format, filters, columns, sort, options, timeZone, recipients },
      retryOf: original.id,
    })
    await audit({
      action: 'export.created',
      subjectType: 'export',
      subjectId: row.id,
      details: { retry_of: original.id },
    })
    return toResource({ row, creator: creatorOf(context.principal) })
  },
})
