import { systemTransaction } from '#src/lib/db/transaction.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { log } from '#src/lib/log.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { attemptFolder, keysIn } from '../record/stored-files.ts'
import { leaseSeconds } from './fenced-transaction.ts'
import { removeLeftovers } from './leftovers.ts'
import { endUnfinished } from './outcomes.ts'
import { findAbandoned, findExpired, forgetFiles, isRunning } from './repository.ts'
import { findWorkFolders, removeWorkFolder } from './work-folder.ts'

/** The most that one pass removes, so that no pass holds its lock for long. */
const batch = 500

/**
 * Takes exports away from workers that died, or were silent for longer than their lease, and lets
 * them go on elsewhere. Any worker may do it, several at once too: the attempt is the fence.
 */
export async function recoverAbandoned(workerName: string): Promise<number> {
  const abandoned = await systemTransaction((tx) => findAbandoned(tx, leaseSeconds()))
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
  for (const { filePath } of expired) await getStorage().remove(keysIn(filePath))
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

export const exportSweeps = [
  defineSweep({
    name: 'exports.recover',
    every: 500,
    inEveryWorker: true,
    run: ({ name }) => recoverAbandoned(name),
  }),
  defineSweep({ name: 'exports.expire', every: 60_000, run: expireFiles }),
  defineSweep({ name: 'exports.remove_leftovers', every: 60_000, run: () => removeLeftovers() }),
  // Each machine has work folders of its own.
  defineSweep({ name: 'exports.remove_work', every: 3_600_000, inEveryWorker: true, run: removeWork }),
]
