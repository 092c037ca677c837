import { systemTransaction } from '#src/lib/db/transaction.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { findUnneeded, forgetStates } from './repository.ts'

const batch = 500

/** Removes the states of rows that no later run compares with; returns how many. */
export async function removeStates(): Promise<number> {
  const unneeded = await systemTransaction((tx) => findUnneeded(tx, batch))
  if (unneeded.length === 0) return 0
  await getStorage().remove(unneeded.map(({ stateKey }) => stateKey))
  await systemTransaction((tx) =>
    forgetStates(
      tx,
      unneeded.map(({ exportId }) => exportId),
    ),
  )
  return unneeded.length
}

export const deltaSweeps = [
  defineSweep({ name: 'exports.remove_delta_states', every: 60_000, run: removeStates }),
]
