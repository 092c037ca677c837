import { systemTransaction } from '#src/lib/db/transaction.ts'
import { log } from '#src/lib/log.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { attemptFolder, exportFolder } from '../record/stored-files.ts'
import { leaseSeconds } from './fenced-transaction.ts'
import { endUnfinished } from './outcomes.ts'
import { findAbandoned, findExpired, findKeptFolders, forgetExpiredFiles, isRunning } from './repository.ts'
import { findWorkFolders, removeWorkFolder } from './work-folder.ts'

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
    await getStorage().remove(attemptFolder(row))
  }
  return abandoned.length
}

/** Removes the files of expired exports, then lets their rows forget them; returns how many. */
export async function expireFiles(): Promise<number> {
  const expired = await systemTransaction((tx) => findExpired(tx))
  for (const row of expired) await getStorage().remove(exportFolder(row))
  return expired.length === 0 ? 0 : systemTransaction((tx) => forgetExpiredFiles(tx))
}

/**
 * Removes what dead workers left behind: work folders of attempts that do not run, and stored folders
 * that no row points to or is about to. Returns how many.
 */
export async function removeLeftovers(): Promise<number> {
  return (await removeWork()) + (await removeStored())
}

async function removeWork(): Promise<number> {
  let removed = 0
  // Listed before the rows are read: an attempt that starts in between is not in the list.
  for (const claim of await findWorkFolders()) {
    if (await systemTransaction((tx) => isRunning(tx, claim))) continue
    await removeWorkFolder(claim)
    removed += 1
  }
  return removed
}

async function removeStored(): Promise<number> {
  const storage = getStorage()
  let removed = 0
  for (const tenant of await storage.list('')) {
    for (const id of await storage.list(tenant)) {
      // Listed before the row is read: an attempt that starts in between is not in the list.
      const attempts = await storage.list(`${tenant}/${id}`)
      const kept = await systemTransaction((tx) => findKeptFolders(tx, id))
      for (const attempt of attempts) {
        const folder = `${tenant}/${id}/${attempt}`
        if (kept.includes(folder)) continue
        await storage.remove(folder)
        removed += 1
      }
    }
  }
  return removed
}
