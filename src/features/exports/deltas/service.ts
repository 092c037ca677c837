import { createHash, randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { type Tx, transaction } from '#src/lib/db/transaction.ts'
import { canonicalJson } from '#src/lib/operation/canonical-json.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import type { Manifest } from '../proofs/manifest.ts'
import { fileColumns } from '../record/about-file.ts'
import type { FilePlan } from '../record/plan-file.ts'
import type { ExportRow } from '../record/repository.ts'
import { attemptFolder, stateKey } from '../record/stored-files.ts'
import type { DeltaCounts } from './delta-rows.ts'
import { findNewestLink, insertLink, isBroken, type Link } from './repository.ts'
import { RowStates, saltBytes } from './row-states.ts'

type Delta = NonNullable<Manifest['delta']>

/** What one run of a schedule compares its rows with. */
export interface DeltaRun {
  scheduleId: string
  sequence: number
  salt: Buffer
  fingerprint: string
  /** The run before; undefined: this one is full. */
  base: { exportId: string; snapshotAt: Date; states: RowStates } | undefined
  /** Why it is full although there was a run before. */
  reason: Delta['reason']
}

/** Continues the schedule's chain, or begins a new one where the last run is nothing to go on from. */
export async function openDelta(row: ExportRow, scheduleId: string, plan: FilePlan): Promise<DeltaRun> {
  const { newest, broken } = await transaction(row.tenantId, 'read only', async (tx) => ({
    newest: await findNewestLink(tx, scheduleId),
    broken: await isBroken(tx, scheduleId),
  }))
  const fingerprint = fingerprintOf(plan)
  const run = { scheduleId, fingerprint, sequence: (newest?.sequence ?? 0) + 1 }
  const full = (reason: Delta['reason']) => ({
    ...run,
    salt: randomBytes(saltBytes),
    base: undefined,
    reason,
  })
  if (!newest?.snapshotAt) return full(null)
  if (newest.isClosed) return full('requested')
  if (newest.fingerprint !== fingerprint) return full('columns_changed')
  if (broken) return full('file_gone')
  const states = await readStates(newest)
  if (!states) return full('states_lost')
  const { exportId, snapshotAt } = newest
  return { ...run, salt: states.salt, base: { exportId, snapshotAt, states }, reason: null }
}

/** The run in the words of a manifest. */
export function describeDelta({ base, sequence, reason }: DeltaRun, counts: DeltaCounts): Delta {
  return {
    kind: base ? 'changes' : 'full',
    sequence,
    base_export_id: base?.exportId ?? null,
    base_snapshot_at: base?.snapshotAt.toISOString() ?? null,
    rows: counts.rows,
    upserts: counts.upserts,
    deletes: counts.deletes,
    reason,
  }
}

/** Makes a published run the link that the next one continues from; false when another run was faster. */
export function linkDelta(
  tx: Tx,
  row: ExportRow,
  { scheduleId, fingerprint, delta, stateSha256 }: MadeDelta,
): Promise<boolean> {
  const { kind, sequence, rows, upserts, deletes } = delta
  return insertLink(tx, {
    ...{ tenantId: row.tenantId, exportId: row.id, scheduleId, fingerprint, stateSha256 },
    ...{ kind, sequence, rows, upserts, deletes },
    stateKey: stateKey(attemptFolder(row)),
  })
}

/** A run whose file and states are stored. */
export interface MadeDelta {
  scheduleId: string
  fingerprint: string
  delta: Delta
  stateSha256: string
}

/** Of everything that decides how rows look, but for the filters: a row that they no longer let through is gone. */
function fingerprintOf({ dataset, columns, timeZone }: FilePlan): string {
  const decisive = [
    dataset.key,
    dataset.primaryKey,
    columns.map(({ sql }) => sql),
    fileColumns(columns),
    timeZone,
  ]
  return createHash('sha256').update(canonicalJson(decisive)).digest('hex')
}

/** Undefined when they are gone, or not as they were stored. */
async function readStates({ stateKey, stateSha256 }: Link): Promise<RowStates | undefined> {
  if (!stateKey) return undefined
  try {
    const bytes = await buffer(await getStorage().read(stateKey))
    const isAsStored = createHash('sha256').update(bytes).digest('hex') === stateSha256
    return isAsStored ? new RowStates(bytes) : undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
