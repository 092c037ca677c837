import { Readable } from 'node:stream'
import { cellValue } from '#src/features/datasets/rows/cell-value.ts'
import { findDatasetFor } from '#src/features/datasets/rows/rights.ts'
import type { Context } from '#src/lib/context.ts'
import { type Tx, transaction } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { AppError, invalid } from '#src/lib/errors.ts'
import { attachment } from '#src/lib/http/attachment.ts'
import { PersonSlots } from '#src/lib/limits/person-slots.ts'
import { defineCommand, defineQuery } from '#src/lib/operation/operation.ts'
import { SameKey } from '../deltas/row-states.ts'
import { stallTimer } from '../downloads/stall-timer.ts'
import type { Manifest } from '../proofs/manifest.ts'
import { getFinished, getVisible } from '../record/access.ts'
import { downloadName } from '../record/file-name.ts'
import { refusalFor, requireFileRights } from '../record/file-rights.ts'
import { type ExportRow, findExportsByIds, viewerOf } from '../record/repository.ts'
import { pathOf } from '../spools/kept-rows.ts'
import { type Claim, findSource } from '../spools/repository.ts'
import { type Comparable, mostRows, whyNotComparable } from './comparable.ts'
import { type Comparison, compareRows, type Difference, type Fields } from './compare-rows.ts'
import { differenceFiles } from './difference-file.ts'
import { findComparableIds } from './repository.ts'
import {
  type ComparisonFile,
  comparableExports,
  comparableInput,
  compareInput,
  comparisonFile,
  comparisonFileInput,
  exportComparison,
  shownRows,
} from './schema.ts'

const listed = 20
const seconds = 10
const slots = new PersonSlots('comparison files', 'comparisons being downloaded', () => 2)
const pieceLength = 64 * 1024

export const compareExports = defineQuery({
  name: 'exports.compare',
  summary:
    'Which rows were added, removed and changed since another export of the same columns, by their keys, while the rows of both are kept.',
  permission: 'exports.read',
  longReadSeconds: seconds,
  input: compareInput,
  output: exportComparison,
  async run({ context, tx, input }) {
    const { before, after } = await sidesOf(tx, context, input)
    const { columns, dataset } = after.manifest
    const comparison = await compare(
      pathOf(before.kept),
      pathOf(after.kept),
      columns.length,
      keyColumnsOf(context, dataset.key),
    )
    const toValues = (fields: Fields) =>
      Object.fromEntries(
        columns.map((column, index) => [column.key, cellValue(column, fields[index] ?? null)]),
      )
    const { rows_before: _before, rows_after: rowsAfter, ...counts } = comparison.counts
    const first = await firstOf(comparison, shownRows)
    return {
      before: describe(before),
      after: describe(after),
      columns: columns.map(({ key, label, type, masked }) => ({ key, label, type, masked })),
      ...{ ...counts, unchanged: rowsAfter - counts.added - counts.changed },
      first: {
        added: first.added.map(({ after }) => toValues(after)),
        removed: first.removed.map(({ before }) => toValues(before)),
        changed: first.changed.map((one) => ({ before: toValues(one.before), after: toValues(one.after) })),
      },
    }
  },
})

export const downloadComparison = defineCommand({
  name: 'exports.comparison_file',
  summary:
    'Every row that was added, removed or changed since another export of the same columns, as a file.',
  permission: 'exports.download',
  input: comparisonFileInput,
  output: comparisonFile,
  async run({ context, tx, input, audit }) {
    const { after } = await sidesOf(tx, context, input)
    await audit({
      ...{ action: 'export.compared', subjectType: 'export', subjectId: input.id },
      details: { with: input.with, format: input.format },
    })
    return { ...input, file_name: downloadName(`${after.row.exportName}, what changed`, input.format) }
  },
})

/**
 * The file as a stream. Rows are compared before its first byte, so that a refusal is no half file, and with the rights
 * of now: a request that is repeated with its key comes here with what the first one was told.
 */
export async function sendComparison(
  file: ComparisonFile,
  _request: Request,
  context: Context,
): Promise<Response> {
  const { lines, mediaType } = differenceFiles[file.format]
  const { tenantId, userId } = context.principal
  const { before, after } = await transaction(tenantId, 'read only', (tx) => sidesOf(tx, context, file))
  const { columns, dataset } = after.manifest
  // Both sets of rows stay in memory until the last line is taken.
  const release = slots.take(userId)
  const keyColumns = keyColumnsOf(context, dataset.key)
  const compared = compare(pathOf(before.kept), pathOf(after.kept), columns.length, keyColumns)
  const comparison = await compared.catch((error: unknown) => {
    release()
    throw error
  })
  let moved = () => {}
  const pieces = inPieces(lines(columns, comparison.differences()), () => moved())
  const body = Readable.from(pieces, { objectMode: false })
  body.once('close', release)
  moved = stallTimer(body)
  return new Response(Readable.toWeb(body) as ReadableStream, {
    headers: {
      'Content-Type': mediaType,
      'Content-Disposition': attachment(file.file_name),
      'Cache-Control': 'private, no-store',
    },
  })
}

/** Lines together, so that few writes carry many. */
async function* inPieces(lines: AsyncIterable<string>, moved: () => void): AsyncGenerator<string> {
  let piece = ''
  for await (const line of lines) {
    piece += line
    if (piece.length < pieceLength) continue
    moved()
    yield piece
    piece = ''
  }
  if (piece) yield piece
}

export const listComparable = defineQuery({
  name: 'exports.comparable',
  summary: 'The latest exports whose rows an export can be compared with.',
  permission: 'exports.read',
  input: comparableInput,
  output: comparableExports,
  async run({ context, tx, input }) {
    await getVisible(tx, context, input.id)
    const viewer = viewerOf(context.principal)
    const ids = await findComparableIds(tx, input.id, listed)
    const found = new Map((await findExportsByIds(tx, viewer, ids)).map(({ row }) => [row.id, row]))
    return ids.flatMap((id) => {
      const row = found.get(id)
      if (!row?.snapshotAt || refusalFor(viewer, { exportType: row.exportType, columns: [] })) return []
      const { exportName, snapshotAt, recordCount } = row
      return { id, export_name: exportName, snapshot_at: snapshotAt.toISOString(), rows: recordCount ?? 0 }
    })
  },
})

interface Side {
  row: ExportRow
  manifest: Manifest
  kept: Claim
}

async function sidesOf(tx: Tx, context: Context, input: { id: string; with: string }) {
  if (input.id === input.with) throw invalid('with', 'must be another export')
  const after = await sideOf(tx, context, input.id)
  const before = await sideOf(tx, context, input.with)
  requireComparable(before, after)
  return { before, after }
}

async function sideOf(tx: Tx, context: Context, id: string): Promise<Side> {
  const { row } = await getFinished(tx, context, id)
  const source = row.spoolKeptUntil ? await findSource(tx, row.snapshotOf ?? row.id) : undefined
  const manifest = source?.manifest as Manifest | undefined
  if (!source || !manifest || source.host !== env().WORKER_HOST) throw notKept(row)
  requireFileRights(context.principal, { exportType: row.exportType, columns: manifest.columns })
  return { row, manifest, kept: { id: source.id, attempt: source.attempt } }
}

function requireComparable(before: Side, after: Side): void {
  const refusal = whyNotComparable(described(before), described(after))
  if (refusal === 'dataset') throw invalid('with', 'must be an export of the same dataset')
  if (refusal === 'changes_only')
    throw invalid('with', 'must not hold changes alone, and neither must the export it is compared with')
  if (refusal === 'columns') throw invalid('with', 'must have the same columns in the same order')
  if (refusal === 'time_zone') throw invalid('with', 'must be in the same time zone')
  if (refusal === 'too_many_rows') {
    const most = mostRows.toLocaleString('en')
    throw new AppError(
      'conflict',
      `Exports of up to ${most} rows can be compared. Narrow the filters of both.`,
    )
  }
}

function described({ row, manifest }: Side): Comparable {
  return { ...manifest, isDelta: row.isDelta }
}

async function compare(
  beforePath: string,
  afterPath: string,
  columns: number,
  keyColumns: number,
): Promise<Comparison> {
  try {
    return await compareRows({ beforePath, afterPath, columns, keyColumns })
  } catch (error) {
    if (error instanceof SameKey)
      throw new AppError('conflict', 'Rows of these exports share a key, so what changed cannot be told.')
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw notKept()
    throw error
  }
}

type First = Record<'added' | 'removed' | 'changed', { before: Fields; after: Fields }[]>

/** The first rows of each kind. */
async function firstOf(comparison: Comparison, limit: number): Promise<First> {
  const first: First = { added: [], removed: [], changed: [] }
  const isWhole = (kind: Difference['kind']) => first[kind].length >= Math.min(limit, comparison.counts[kind])
  const hasAll = () => isWhole('added') && isWhole('removed') && isWhole('changed')
  if (hasAll()) return first
  for await (const { kind, before, after } of comparison.differences()) {
    if (first[kind].length < limit)
      first[kind].push({ before: (await before?.()) ?? [], after: after?.() ?? [] })
    if (hasAll()) break
  }
  return first
}

function notKept(row?: ExportRow): AppError {
  const what = row ? `The rows of “${row.exportName}”` : 'The rows of one of these exports'
  return new AppError('gone', `${what} are no longer kept. Run it again to compare from now on.`)
}

function keyColumnsOf({ principal }: Context, key: string): number {
  return findDatasetFor(principal, key)!.primaryKey.length
}

function describe({ row, manifest }: Side) {
  return {
    id: row.id,
    export_name: row.exportName,
    snapshot_at: new Date(manifest.snapshot_at).toISOString(),
    rows: manifest.rows_written,
    filters_in_words: manifest.filters_in_words,
  }
}
