import type { RowChange } from '#src/features/inventory/bulk/schema.ts'
import { archivesItem, findInUse } from '#src/features/inventory/bulk/service.ts'
import type { Principal } from '#src/lib/context.ts'
import { retried, type Tx, transaction } from '#src/lib/db/transaction.ts'
import { leaseSeconds } from '#src/lib/jobs/workers.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import { type ChangeRow, findChanges, type ImportRow, type NewImport } from '../record/repository.ts'
import type { ImportContent, ImportErrorResource } from '../schema.ts'
import { type Applied, applyFile } from './apply-file.ts'
import { contents } from './contents.ts'
import { ErrorFile } from './error-file.ts'
import { limitIdleTime, replaceErrors, settleImport } from './repository.ts'

export interface Step {
  row: ImportRow
  principal: Principal
  onRows: (rows: number) => void
  signal: AbortSignal
}

/** Another worker has the import, or somebody cancelled it. */
export class Lost extends Error {}

/** Ends a transaction without its changes, and carries out of it what they would have been. */
class RolledBack extends Error {
  readonly applied: Applied

  constructor(applied: Applied) {
    super('rolled back')
    this.applied = applied
  }
}

const changesAtOnce = 1_000
/** A frozen process holds the locks of its rows for no longer. */
const idleSeconds = 60

/** A check is an application that is rolled back. */
export async function check(step: Step): Promise<void> {
  await retried(() => checkOnce(step))
}

async function checkOnce(step: Step): Promise<void> {
  const { row } = step
  const errorFile = await ErrorFile.create()
  try {
    const applied = await dryRun(step, errorFile)
    const errorFileKey = applied.counts.errors > 0 ? `${folderOf(row)}errors-${row.attempt}.csv` : null
    if (errorFileKey) await errorFile.keep(errorFileKey)
    const { dialect, mapping, counts, errors, problem } = applied
    const status = problem ? 'failed' : 'checked'
    await end(
      row,
      { status, dialect, mapping, counts, errorFileKey, problem: problem ?? null, checkedAt: new Date() },
      {
        errors,
      },
    )
  } finally {
    await errorFile.remove()
  }
}

async function dryRun(step: Step, errorFile: ErrorFile): Promise<Applied> {
  try {
    return await inTransaction(step.row, async (tx) => {
      throw new RolledBack(await applyFile(tx, { ...step, errorFile }))
    })
  } catch (error) {
    if (error instanceof RolledBack) return error.applied
    throw error
  }
}

/** Rows, changes, the state of the import and the audit entry commit together, once. */
export async function apply(step: Step): Promise<void> {
  const { row } = step
  try {
    await retried(() =>
      inTransaction(row, async (tx) => {
        const applied = await applyFile(tx, step)
        const { counts, problem } = applied
        if (problem || (row.scope === 'all' && counts.errors > 0)) throw new RolledBack(applied)
        const ended = await settleImport(tx, row, { status: 'applied', counts, appliedAt: new Date() })
        if (!ended) throw new Lost()
        await record(tx, row, 'import.applied', { ...counts, scope: row.scope })
      }),
    )
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error
    const { counts, errors } = error.applied
    const problem =
      'Since the check something has changed that rows need, so nothing was applied. Upload the file again.'
    await end(row, { status: 'failed', counts, problem }, { errors })
  }
}

/** Takes everything back, or nothing where something has changed since. */
export async function undo(step: Step): Promise<void> {
  const { row, principal } = step
  const conflicts: ImportErrorResource[] = []
  try {
    await retried(() =>
      inTransaction(row, async (tx) => {
        conflicts.length = 0
        const archived = new Map<string, number>()
        const takeBack = contents[row.content as ImportContent].startUndoing(tx, principal, row)
        for await (const changes of changesOf(tx, row)) {
          const found = await takeBack(changes)
          conflicts.push(
            ...found.map((one) => ({ row: one.row, column: '', value: '', expected: one.expected })),
          )
          for (const change of (changes as RowChange[]).filter(archivesItem))
            archived.set(change.productId, change.row)
          step.onRows(changes.at(-1)!.row)
        }
        if (conflicts.length > 0) throw new Conflicts()
        // All stock of the import is reversed: what is left of an item came after it.
        for (const id of await findInUse(tx, [...archived.keys()]))
          conflicts.push({ row: archived.get(id)!, column: '', value: '', expected: nothingLeft })
        if (conflicts.length > 0) throw new Conflicts()
        if (!(await settleImport(tx, row, { status: 'undone', undoneAt: new Date() }))) throw new Lost()
        await record(tx, row, 'import.undone', {})
      }),
    )
  } catch (error) {
    if (!(error instanceof Conflicts)) throw error
    const rows = new Set(conflicts.map((conflict) => conflict.row)).size
    const problem = `Nothing was undone: what ${rows} of the rows changed has been changed again since.`
    await end(row, { status: 'applied', problem }, { errors: conflicts.slice(0, changesAtOnce) })
  }
}

const nothingLeft = 'an item without stock, reservations, transfers and open orders since the import'

class Conflicts extends Error {}

async function* changesOf(tx: Tx, { id }: ImportRow): AsyncGenerator<ChangeRow[]> {
  let changes = await findChanges(tx, id, changesAtOnce, undefined)
  while (changes.length > 0) {
    yield changes
    changes = await findChanges(tx, id, changesAtOnce, changes.at(-1))
  }
}

/** Ends the step in a transaction of its own, with the errors that it found. */
export async function end(
  row: ImportRow,
  changes: Partial<NewImport>,
  { errors }: { errors?: ImportErrorResource[] } = {},
): Promise<void> {
  await inTransaction(row, async (tx) => {
    if (!(await settleImport(tx, row, changes))) throw new Lost()
    if (errors) await replaceErrors(tx, row, errors)
    const { status, problem = null } = changes
    await record(tx, row, `import.${status === 'applied' ? 'undo_refused' : status}`, { problem })
  })
}

function inTransaction<T>({ tenantId }: ImportRow, run: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(tenantId, 'read write', async (tx) => {
    await limitIdleTime(tx, Math.max(leaseSeconds(), idleSeconds))
    return run(tx)
  })
}

async function record(
  tx: Tx,
  { tenantId, id, actorId, requestId, fileName }: ImportRow,
  action: `import.${string}`,
  details: Record<string, unknown>,
): Promise<void> {
  const actor = { tenantId, userId: actorId, requestId }
  const entry = { action, subjectType: 'import', subjectId: id, details: { file_name: fileName, ...details } }
  await writeAuditEntry(tx, actor, entry)
}

/** Where the storage keeps what belongs to an import. */
function folderOf({ fileKey }: ImportRow): string {
  return fileKey.replace(/[^/]+$/, '')
}
