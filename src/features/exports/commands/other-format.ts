import { findFormat, formats } from '#src/encoding/formats.ts'
import { AppError, invalid, invalidRequest, notOneOf } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { findFileColumns } from '../proofs/repository.ts'
import { getFinished } from '../record/access.ts'
import { requireFileRights } from '../record/file-rights.ts'
import { checkOptions } from '../record/plan-file.ts'
import { viewerOf } from '../record/repository.ts'
import { splitOptions } from '../record/request.ts'
import { keptSpool, toResource } from '../record/resource.ts'
import { tooManyRows } from '../record/row-limit.ts'
import { exportResource, formatInput } from '../record/schema.ts'
import { creatorOf, highPriority, startRun } from './start-run.ts'

export const makeOtherFormat = defineCommand({
  name: 'exports.formats',
  summary: 'Make another format from the same snapshot, while the rows it read are still kept.',
  permission: 'exports.create',
  input: formatInput,
  output: exportResource,
  async run({ context, tx, input, audit }) {
    const { row: original } = await getFinished(tx, context, input.id)
    const columns = await findFileColumns(tx, original.id)
    requireFileRights(context.principal, { exportType: original.exportType, columns })
    const format = findFormat(input.format)
    if (!format) throw invalidRequest([notOneOf('format', formats)])
    const problems: Parameters<typeof checkOptions>[2] = []
    const { timeZone = original.timeZone, ...given } = splitOptions(input.options)
    const { reuseMinutes, attachToMail, language, ofFormat: options } = given
    if (reuseMinutes !== undefined)
      throw invalid('options.reuse_minutes', 'does not apply: another format always has the same rows')
    if (attachToMail !== undefined)
      throw invalid('options.attach_to_mail', 'does not apply: another format is mailed to nobody')
    if (language !== undefined)
      throw invalid('options.language', 'does not apply: another format has the headings of the first')
    if (timeZone !== original.timeZone) {
      throw invalid('options.time_zone', `is that of the snapshot, ${original.timeZone}; leave it out`)
    }
    checkOptions(format, options, problems)
    if (problems.length > 0) throw invalidRequest(problems)
    if (!keptSpool(original)) {
      throw new AppError(
        'gone',
        'The rows of this export are no longer kept. Run it again in the other format to get current data.',
      )
    }
    const { limits, label } = format
    if (limits.columns !== undefined && columns.length > limits.columns) {
      throw invalid(
        'format',
        `${label} holds at most ${limits.columns} columns, and this file has ${columns.length}`,
      )
    }
    const rows = original.recordCount ?? 0
    if (limits.rows !== undefined && rows > limits.rows)
      throw invalid('format', tooManyRows(format, rows), 'too_big')
    const { exportType, filters, columns: requested, sort } = original
    const row = await startRun(tx, context, {
      ...{ exportType, filters, columns: requested, sort, options, timeZone: original.timeZone },
      exportName: input.export_name ?? original.exportName,
      format: format.key,
      recipients: [],
      destinations: [],
      snapshotOf: original.snapshotOf ?? original.id,
      rowsExpected: rows,
      priority: highPriority,
    })
    await audit({
      action: 'export.created',
      subjectType: 'export',
      subjectId: row.id,
      details: { export_type: row.exportType, format: row.format, snapshot_of: row.snapshotOf },
    })
    return toResource({ row, creator: creatorOf(context.principal) }, viewerOf(context.principal))
  },
})
