import type { TenantId } from '#src/lib/context.ts'
import { systemTransaction, transaction } from '#src/lib/db/transaction.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { attemptFolder, keysIn } from '../record/stored-files.ts'
import { findLeftovers, findLeftoversOf, forgetLeftovers, type Leftover } from './removal-repository.ts'

/** The most that one pass removes, so that no pass holds its lock for long. */
const batch = 500

/**
 * Removes the stored files of attempts that ended without a published file a while ago: those of a worker that
 * died, or came back late. Found from rows, so that no store has to be listed. Returns how many.
 */
export async function removeLeftovers(olderThanMinutes = 10): Promise<number> {
  const leftovers = await systemTransaction((tx) => findLeftovers(tx, olderThanMinutes, batch))
  await removeFiles(leftovers)
  if (leftovers.length > 0) await systemTransaction((tx) => forgetLeftovers(tx, leftovers))
  return leftovers.length
}

/** Removes what a deleted export has stored. */
export async function removeStoredFiles(tenantId: TenantId, exportId: string): Promise<void> {
  const leftovers = await transaction(tenantId, 'read only', (tx) => findLeftoversOf(tx, exportId))
  await removeFiles(leftovers)
  await transaction(tenantId, 'read write', (tx) => forgetLeftovers(tx, leftovers))
}

async function removeFiles(attempts: Leftover[]): Promise<void> {
  for (const attempt of attempts) await getStorage().remove(keysIn(attemptFolder(attempt)))
}
