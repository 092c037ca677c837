import { systemTransaction } from '#src/lib/db/transaction.ts'
import { runTransaction } from '#src/lib/jobs/run-transaction.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { leaseSeconds } from '#src/lib/jobs/workers.ts'
import { log } from '#src/lib/log.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { attemptFolder, fileKeys, keysIn } from '../record/stored-files.ts'
import { dropSpool, findSpools, surplus } from '../spools/kept-rows.ts'
import { findKeeping, forgetSpools } from '../spools/repository.ts'
import { findWorkFolders, removeWorkFolder } from '../spools/work-folder.ts'
import { removeLeftovers } from './leftovers.ts'
import { endUnfinished, wakeTenant } from './outcomes.ts'
import { findExpired, forgetFiles } from './removal-repository.ts'
import { findAbandoned, findWaitingTenants, isRunning } from './repository.ts'

/** The most that one pass removes, so that no pass holds its lock for long. */
const batch = 500

/**
 * Takes exports away from workers that died, or were silent for longer than their lease, and lets
 * them go on elsewhere. Any worker may do it, several at once too: the attempt is the fence. With `suspects`, which
 * one pass hands to the next, a worker counts as dead when two passes found it so: one whose session was ended
 * has a new one by then.
 */
export async function recoverAbandoned(workerName: string, suspects?: Set<string>): Promise<number> {
  const found = await systemTransaction((tx) => findAbandoned(tx, leaseSeconds()))
  const abandoned = found.filter(
    ({ isSilent, workerId }) => isSilent || !suspects || (workerId && suspects.has(workerId)),
  )
  suspects?.clear()
  for (const { workerId } of found) if (workerId) suspects?.add(workerId)
  for (const row of abandoned) {
    const ended = await endUnfinished(row, { outcome: 'lost', code: 'worker_lost' }, workerName)
    if (!ended) continue
    log.warn({ exportId: row.id, attempt: row.attempt, lostWorker: row.workerId }, 'took over a lost export')
    await removeWorkFolder(row)
    await getStorage().remove(keysIn(attemptFolder(row)))
  }
  return abandoned.length
}

/** Removes the files of expired exports, then lets their rows forget them; returns how many. */
export async function expireFiles(): Promise<number> {
  const expired = await systemTransaction((tx) => findExpired(tx, batch))
  for (const { filePath } of expired) await getStorage().remove(fileKeys(filePath))
  if (expired.length === 0) return 0
  return systemTransaction((tx) =>
    forgetFiles(
      tx,
      expired.map(({ id }) => id),
    ),
  )
}

/** Removes work folders on this machine whose attempts do not run; returns how many. */
export async function removeWork(): Promise<number> {
  let removed = 0
  // Listed before the rows are read: an attempt that starts in between is not in the list.
  for (const claim of await findWorkFolders()) {
    if (await systemTransaction((tx) => isRunning(tx, claim))) continue
    await removeWorkFolder(claim)
    removed += 1
  }
  return removed
}

/** Drops kept rows on this machine that are too old, too many or of no export any more, or all; returns how many. */
export async function removeSpools(isAll = false): Promise<number> {
  const spools = await findSpools()
  if (spools.length === 0) return 0
  const keeping = await systemTransaction((tx) =>
    findKeeping(
      tx,
      spools.map(({ id }) => id),
    ),
  )
  const over = new Set(surplus(spools, Date.now()))
  const dropped = spools.filter((spool) => isAll || over.has(spool) || !keeping.has(spool.id))
  for (const spool of dropped) await dropSpool(spool)
  if (dropped.length > 0)
    await systemTransaction((tx) =>
      forgetSpools(
        tx,
        dropped.map(({ id }) => id),
      ),
    )
  return dropped.length
}

/**
 * The net below the waking of waiting exports when a slot becomes free: one look for each company that has any,
 * however many wait.
 */
async function wakeTenants(): Promise<number> {
  const tenants = await systemTransaction(findWaitingTenants)
  let woken = 0
  for (const tenantId of tenants) woken += await runTransaction(tenantId, (tx) => wakeTenant(tx, tenantId))
  return woken
}

const suspects = new Set<string>()

export const exportSweeps = [
  defineSweep({
    name: 'exports.recover',
    every: 250,
    inEveryWorker: true,
    run: ({ name }) => recoverAbandoned(name, suspects),
  }),
  defineSweep({ name: 'exports.wake', every: 5_000, run: wakeTenants }),
  defineSweep({
    name: 'exports.remove_spools',
    every: 10_000,
    inEveryWorker: true,
    run: () => removeSpools(),
  }),
  defineSweep({ name: 'exports.expire', every: 60_000, run: expireFiles }),
  defineSweep({ name: 'exports.remove_leftovers', every: 60_000, run: () => removeLeftovers() }),
  // Each machine has work folders of its own.
  defineSweep({ name: 'exports.remove_work', every: 3_600_000, inEveryWorker: true, run: removeWork }),
]
