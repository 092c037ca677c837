import { transaction } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { log } from '#src/lib/log.ts'
import { SameKey } from '../../deltas/row-states.ts'
import type { Manifest } from '../../proofs/manifest.ts'
import type { ExportRow } from '../../record/repository.ts'
import type { RunChanges } from '../../run-changes/schema.ts'
import { pathOf } from '../../spools/kept-rows.ts'
import { findSource } from '../../spools/repository.ts'
import { spoolOf } from '../../spools/work-folder.ts'
import { whyNotComparable } from '../comparable.ts'
import { compareRows } from '../compare-rows.ts'
import { findRunBefore } from './repository.ts'

/**
 * What changed in a schedule's rows since the run before, from the rows that both have on this machine; undefined
 * where there is no run before, or the run was told to stop. Never fails: a run is as good without it.
 */
export async function compareWithRunBefore(
  row: ExportRow,
  manifest: Manifest,
  keyColumns: number,
  signal: AbortSignal,
): Promise<RunChanges | undefined> {
  const { scheduleId } = row
  if (!scheduleId || row.isDelta) return undefined
  let since: string | undefined
  try {
    const before = await transaction(row.tenantId, 'read only', async (tx) => {
      const run = await findRunBefore(tx, scheduleId, row.id)
      since = run?.id
      return run && { ...run, kept: await findSource(tx, run.snapshotOf ?? run.id) }
    })
    if (!before) return undefined
    const was = before.manifest as Manifest
    const refusal = whyNotComparable({ ...was, isDelta: before.isDelta }, { ...manifest, isDelta: false })
    if (refusal) return { since: before.id, counts: null, obstacle: refusal }
    const { kept } = before
    if (!kept || kept.host !== env().WORKER_HOST) return gone(before.id)
    const [beforePath, afterPath] = [pathOf(kept), spoolOf(row)]
    const { counts } = await compareRows({
      ...{ beforePath, afterPath, columns: manifest.columns.length, keyColumns, signal },
    })
    const { added, removed, changed } = counts
    return { since: before.id, counts: { added, removed, changed }, obstacle: null }
  } catch (error) {
    if (since === undefined || signal.aborted) return undefined
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return gone(since)
    if (error instanceof SameKey) return { since, counts: null, obstacle: 'shared_keys' }
    log.warn({ err: error, exportId: row.id }, 'a run was not compared with the one before')
    return { since, counts: null, obstacle: 'failed' }
  }
}

function gone(since: string): RunChanges {
  return { since, counts: null, obstacle: 'rows_not_kept' }
}
