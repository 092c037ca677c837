import type { Principal } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import type { Manifest } from '../proofs/manifest.ts'
import { RunError } from '../record/failures.ts'
import { requireFileRights } from '../record/file-rights.ts'
import type { FilePlan } from '../record/plan-file.ts'
import type { ExportRow } from '../record/repository.ts'
import { tooManyRows } from '../record/row-limit.ts'
import { takeSpool } from '../spools/kept-rows.ts'
import { readKey } from '../spools/read-key.ts'
import type { Claim } from '../spools/repository.ts'
import { findRecentSource, findSource } from '../spools/repository.ts'
import { onStorage } from './on-storage.ts'
import type { Snapshot } from './snapshot.ts'

/** The rows of another export, where a file is made from its snapshot. */
export interface Source extends Snapshot {
  kept: Claim
  keptUntil: Date | null
}

interface FromSource {
  plan: FilePlan
  source: Source
}

/** The same rows and columns as the other export has, which must be ones that the creator may read now. */
export async function planFromSource(
  row: ExportRow,
  sourceId: string,
  principal: Principal,
  plan: FilePlan,
): Promise<FromSource> {
  const found = await transaction(row.tenantId, 'read only', (tx) => findSource(tx, sourceId))
  if (!found) throw new RunError('snapshot_gone')
  const manifest = found.manifest as Manifest
  requireFileRights(principal, { exportType: row.exportType, columns: manifest.columns })
  if (!(await onStorage(takeSpool(found, row)))) throw new RunError('snapshot_gone')
  const columns = manifest.columns.map((column) => ({ ...column, sql: '' })) as FilePlan['columns']
  return {
    plan: {
      ...plan,
      columns,
      omitted: manifest.omitted_columns,
      filtersInWords: manifest.filters_in_words,
      sort: manifest.sort,
      language: manifest.language,
    },
    source: sourceOf(found),
  }
}

/** Rows that an equal request read within the age that this one allows; undefined when they are to be read now. */
export async function findReusableRows(row: ExportRow, plan: FilePlan): Promise<Source | undefined> {
  const { reuseMinutes } = plan
  if (!reuseMinutes) return undefined
  const host = env().WORKER_HOST
  const found = await transaction(row.tenantId, 'read only', (tx) =>
    findRecentSource(tx, { readKey: readKey(plan), host, minutes: reuseMinutes }),
  )
  if (!found) return undefined
  const source = sourceOf(found)
  const { rows: limit } = plan.format.limits
  if (limit !== undefined && source.rows > limit)
    throw new RunError('too_many_rows', undefined, tooManyRows(plan.format, source.rows))
  return (await onStorage(takeSpool(found, row))) ? source : undefined
}

function sourceOf(found: NonNullable<Awaited<ReturnType<typeof findSource>>>): Source {
  const { id, attempt, keptUntil } = found
  const manifest = found.manifest as Manifest
  return {
    kept: { id, attempt },
    keptUntil,
    rows: manifest.rows_written,
    takenAt: new Date(manifest.snapshot_at),
    source: manifest.source,
  }
}
