import { fileKind } from '#src/encoding/rows/compression.ts'
import { openRows } from '#src/features/datasets/connections/service.ts'
import { countRowsWithin, estimateRows, setTimeZone } from '#src/features/datasets/rows/repository.ts'
import { compileQuery } from '#src/features/datasets/rows/sql.ts'
import type { Context } from '#src/lib/context.ts'
import { db } from '#src/lib/db/index.ts'
import { requireTimeZone } from '#src/lib/db/time-zones.ts'
import { type Tx, transaction } from '#src/lib/db/transaction.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { aboutFile, fileColumns } from '../record/about-file.ts'
import { downloadName } from '../record/file-name.ts'
import { type FilePlan, planFile } from '../record/plan-file.ts'
import { cellsOf, cutRows, encodeFirstRows, type FirstRows, textsOf } from './first-rows.ts'
import { bytesLine, costOf, type Line, timeLine } from './past-runs.ts'
import { copyFirstRows, findPastRuns } from './repository.ts'
import { estimate, estimateInput, preview, previewInput } from './schema.ts'
import { fileWarnings, warningsFor } from './warnings.ts'

const readSeconds = 10
const countSeconds = 3
/** What a file takes to begin, and what each row takes, where no earlier export tells. */
const usualTime: Line = { base: 300, perRow: 0.02 }
const sampledRows = 50
/** So many rows are looked through for values that the format shows badly. */
const checkedRows = 1_000

export const previewExport = defineQuery({
  name: 'exports.preview',
  summary: 'The first rows exactly as the file will have them, without making an export.',
  permission: 'exports.create',
  longReadSeconds: readSeconds,
  elsewhere: ({ context, input }) => openRows(context.principal, input.export_type, readSeconds),
  input: previewInput,
  output: preview,
  async run({ context, tx, input }) {
    const plan = planFile(context.principal, input)
    await requireTimeZone(db, plan.timeZone, 'options.time_zone')
    const read = await readFirstRows(tx, plan, input.rows)
    const options = uncompressed(plan.options)
    const name = input.export_name ?? plan.dataset.label
    const bytes = await encode(context, plan, read, name)
    const { mediaType, extension } = fileKind(plan.format, options)
    const isText = /^text\/|json/.test(mediaType)
    return {
      format: plan.format.key,
      media_type: mediaType,
      file_name: downloadName(name, extension),
      encoding: isText ? ('utf-8' as const) : ('base64' as const),
      content: bytes.toString(isText ? 'utf8' : 'base64'),
      columns: plan.columns.map(({ key, label, type, masked }) => ({ key, label, type, masked })),
      cells: await cellsOf(read.first, options),
      has_more: read.hasMore,
    }
  },
})

export const estimateExport = defineQuery({
  name: 'exports.estimate',
  summary: 'How many rows and bytes a file will have, how long it takes, and whether its format can hold it.',
  permission: 'exports.create',
  longReadSeconds: readSeconds,
  elsewhere: ({ context, input }) => openRows(context.principal, input.export_type, readSeconds),
  input: estimateInput,
  output: estimate,
  async run({ context, tx, input }) {
    const plan = planFile(context.principal, input)
    await requireTimeZone(db, plan.timeZone, 'options.time_zone')
    const query = compileQuery({ ...plan, columns: [], sort: [] })
    await setTimeZone(tx, plan.timeZone)
    const planned = await estimateRows(tx, query)
    const runs = await pastRuns(context, plan, tx)
    const read = await readFirstRows(tx, plan, plan.format.warnings ? checkedRows : sampledRows)
    const sampled = runs.length > 0 ? undefined : await sampledBytes(context, plan, read)
    const counted = await countRowsWithin(tx, countSeconds * 1000, plan)
    const rows = counted ?? planned
    const warnings = [
      ...warningsFor(plan, rows, counted !== undefined),
      ...fileWarnings(plan, await textsOf(read.first), read),
    ]
    return {
      rows,
      is_exact: counted !== undefined,
      bytes: Math.round(costOf(sampled ?? bytesLine(runs), rows)),
      seconds: Math.round(costOf(sampled ? usualTime : timeLine(runs), rows)) / 1000,
      basis: sampled ? ('first_rows' as const) : ('past_runs' as const),
      filters_in_words: plan.filtersInWords,
      fits: !warnings.some(({ fits }) => !fits),
      warnings: warnings.map(({ code, message }) => ({ code, message })),
    }
  },
})

/** They are in our database, wherever the rows are. */
function pastRuns({ principal }: Context, { dataset, format }: FilePlan, tx: Tx) {
  const find = (ours: Tx) => findPastRuns(ours, dataset.key, format.key)
  return dataset.source ? transaction(principal.tenantId, 'read only', find) : find(tx)
}

interface Read {
  first: FirstRows
  rows: number
  hasMore: boolean
  takenAt: Date
}

async function readFirstRows(tx: Tx, plan: FilePlan, limit: number): Promise<Read> {
  const { text, takenAt } = await copyFirstRows(tx, compileQuery(plan), plan.timeZone, limit + 1)
  const cut = cutRows(text, limit)
  const first = {
    text: cut.text,
    columns: fileColumns(plan.columns),
    keyColumns: plan.dataset.primaryKey.length,
  }
  return { first, rows: cut.rows, hasMore: cut.hasMore, takenAt }
}

function encode(
  { principal }: Context,
  plan: FilePlan,
  { first, takenAt }: Read,
  name: string,
): Promise<Buffer> {
  const about = aboutFile({ id: 'preview', exportName: name }, plan, principal, takenAt)
  return encodeFirstRows(plan.format, first, uncompressed(plan.options), about)
}

/** What the file is before its first row, and what a row adds, told by files of none and of the first rows. */
async function sampledBytes(context: Context, plan: FilePlan, read: Read): Promise<Line> {
  const { text, rows } = cutRows(read.first.text, sampledRows)
  const sizeOf = async (text: Buffer) =>
    (await encode(context, plan, { ...read, first: { ...read.first, text } }, plan.dataset.label)).length
  const base = await sizeOf(Buffer.alloc(0))
  return { base, perRow: rows === 0 ? 0 : Math.max(0, (await sizeOf(text)) - base) / rows }
}

/** Whoever looks at a preview wants to read it. */
function uncompressed(options: Record<string, unknown>): Record<string, unknown> {
  return 'compression' in options ? { ...options, compression: 'none' } : options
}
