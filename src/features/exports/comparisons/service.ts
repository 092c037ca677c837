import { cellValue } from '#src/features/datasets/rows/cell-value.ts'
import { findDatasetFor } from '#src/features/datasets/rows/rights.ts'
import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { AppError, invalid } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { SameKey } from '../deltas/row-states.ts'
import type { Manifest } from '../proofs/manifest.ts'
import { getFinished, getVisible } from '../record/access.ts'
import { refusalFor, requireFileRights } from '../record/file-rights.ts'
import { type ExportRow, findExportsByIds, viewerOf } from '../record/repository.ts'
import { pathOf } from '../spools/kept-rows.ts'
import { findSource } from '../spools/repository.ts'
import { type Comparison, compareRows, type Fields } from './compare-rows.ts'
import { findComparableIds } from './repository.ts'
import { comparableExports, comparableInput, compareInput, exportComparison, shownRows } from './schema.ts'

const comparedRows = 1_000_000
const listed = 20
const seconds = 10

export const compareExports = defineQuery({
  name: 'exports.compare',
  summary:
    'Which rows were added, removed and changed since another export of the same columns, by their keys, while the rows of both are kept.',
  permission: 'exports.read',
  longReadSeconds: seconds,
  input: compareInput,
  output: exportComparison,
  async run({ context, tx, input }) {
    if (input.id === input.with) throw invalid('with', 'must be another export')
    const after = await sideOf(tx, context, input.id)
    const before = await sideOf(tx, context, input.with)
    requireComparable(before, after)
    const { columns, dataset } = after.manifest
    const found = await compare(before.path, after.path, columns.length, keyColumnsOf(context, dataset.key))
    const toValues = (fields: Fields) =>
      Object.fromEntries(
        columns.map((column, index) => [column.key, cellValue(column, fields[index] ?? null)]),
      )
    const { added, removed, changed, first } = found
    return {
      before: describe(before),
      after: describe(after),
      columns: columns.map(({ key, label, type, masked }) => ({ key, label, type, masked })),
      ...{ added, removed, changed, unchanged: found.rows_after - added - changed },
      first: {
        added: first.added.map(toValues),
        removed: first.removed.map(toValues),
        changed: first.changed.map((one) => ({ before: toValues(one.before), after: toValues(one.after) })),
      },
    }
  },
})

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
  path: string
}

async function sideOf(tx: Tx, context: Context, id: string): Promise<Side> {
  const { row } = await getFinished(tx, context, id)
  const source = row.spoolKeptUntil ? await findSource(tx, row.snapshotOf ?? row.id) : undefined
  const manifest = source?.manifest as Manifest | undefined
  if (!source || !manifest || source.host !== env().WORKER_HOST) throw notKept(row)
  requireFileRights(context.principal, { exportType: row.exportType, columns: manifest.columns })
  return { row, manifest, path: pathOf(source) }
}

function requireComparable(before: Side, after: Side): void {
  const [one, other] = [before, after].map(({ row, manifest }) => ({
    dataset: row.exportType,
    zone: row.timeZone,
    columns: JSON.stringify(
      manifest.columns.map(({ key, type, scale, masked }) => [key, type, scale, masked]),
    ),
  }))
  if (one!.dataset !== other!.dataset) throw invalid('with', 'must be an export of the same dataset')
  if (before.row.isDelta || after.row.isDelta)
    throw invalid('with', 'must not hold changes alone, and neither must the export it is compared with')
  if (one!.columns !== other!.columns) throw invalid('with', 'must have the same columns in the same order')
  if (one!.zone !== other!.zone) throw invalid('with', 'must be in the same time zone')
  if (Math.max(before.manifest.rows_written, after.manifest.rows_written) > comparedRows) {
    const most = comparedRows.toLocaleString('en')
    throw new AppError(
      'conflict',
      `Exports of up to ${most} rows can be compared. Narrow the filters of both.`,
    )
  }
}

async function compare(
  beforePath: string,
  afterPath: string,
  columns: number,
  keyColumns: number,
): Promise<Comparison> {
  try {
    return await compareRows({ beforePath, afterPath, columns, keyColumns, shown: shownRows })
  } catch (error) {
    if (error instanceof SameKey)
      throw new AppError('conflict', 'Rows of these exports share a key, so what changed cannot be told.')
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw notKept()
    throw error
  }
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
