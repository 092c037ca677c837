import { systemTransaction } from '#src/lib/db/transaction.ts'
import { enqueue } from '#src/lib/jobs/queue.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { leaseSeconds } from '#src/lib/jobs/workers.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { importsRun } from '../queue.ts'
import { maxFailures, ourFault } from './failures.ts'
import { findOld, forgetFiles, releaseAbandoned, working } from './repository.ts'

const keptDays = 7

/** Lets imports go on elsewhere whose worker is gone: their step begins again. Returns how many. */
export async function resumeImports(): Promise<number> {
  return systemTransaction(async (tx) => {
    const released = await releaseAbandoned(tx, {
      leaseSeconds: leaseSeconds(),
      maxFailures,
      problem: ourFault,
    })
    for (const { id: importId, status, ...from } of released)
      if (working.includes(status)) await enqueue(tx, importsRun, from, { importId })
    return released.length
  })
}

/** Removes the files of old imports and what their undo would need; the rows stay as history. Returns how many. */
export async function removeOldFiles(): Promise<number> {
  const old = await systemTransaction((tx) => findOld(tx, keptDays))
  await getStorage().remove(
    old.flatMap(({ fileKey, errorFileKey }) => (errorFileKey ? [fileKey, errorFileKey] : [fileKey])),
  )
  const ids = old.map(({ id }) => id)
  if (ids.length > 0) await systemTransaction((tx) => forgetFiles(tx, ids))
  return ids.length
}

export const importSweeps = [
  defineSweep({ name: 'imports.resume', every: 2_000, run: resumeImports }),
  defineSweep({ name: 'imports.remove_files', every: 3_600_000, run: removeOldFiles }),
]
