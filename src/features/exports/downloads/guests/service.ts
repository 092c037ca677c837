import { findDataset } from '#src/features/datasets/catalog/index.ts'
import { findPrincipalAgain } from '#src/lib/access/principals.ts'
import type { Principal } from '#src/lib/context.ts'
import { systemTransaction, type Tx, transaction } from '#src/lib/db/transaction.ts'
import { AppError } from '#src/lib/errors.ts'
import { requireIntactFile } from '../../proofs/file-problem.ts'
import { getReadable } from '../../proofs/service.ts'
import type { ExportRow } from '../../record/repository.ts'
import type { Guest } from '../../sharing/guest-link.ts'
import { findGuests } from '../../sharing/service.ts'
import { findShared } from './repository.ts'

/** What a person without an account may have at this moment, by the rights of whoever shared it. */
export interface SharedFile {
  creator: Principal
  row: ExportRow
  folder: string
}

/**
 * Runs with the file that this guest may have now. Throws `gone` when the file, the export, the right of its creator
 * or the permission to share with guests is no longer there: which of them is not for people outside to know.
 */
export async function withSharedFile<T>(
  { exportId, email }: Guest,
  requestId: string,
  mode: 'read only' | 'read write',
  run: (tx: Tx, shared: SharedFile) => Promise<T>,
): Promise<T> {
  const found = await systemTransaction((tx) => findShared(tx, exportId))
  const creator = found && (await findPrincipalAgain(found.createdBy, found.apiKeyId))
  if (!creator?.permissions.has('exports.create')) throw ended()
  return transaction(creator.tenantId, mode, async (tx) => {
    const { row, folder } = await getReadable(tx, { principal: creator, requestId }, exportId).catch(asEnded)
    // Whoever may only open what others shared with them shares nothing with people outside.
    const dataset = findDataset(row.exportType)
    if (!dataset || !creator.permissions.has(dataset.permission)) throw ended()
    requireIntactFile(row.fileProblem)
    const guests = await findGuests(tx, row.recipients, { exportType: row.exportType, columns: [] })
    if (row.recipients.includes(email) && !guests.has(email)) {
      throw new AppError('forbidden', 'This address has an account now. Sign in to open the file.')
    }
    if (!guests.has(email) || guests.get(email)) throw ended()
    return run(tx, { creator, row, folder })
  })
}

function asEnded(error: unknown): never {
  throw error instanceof AppError ? ended() : error
}

function ended(): AppError {
  return new AppError(
    'gone',
    'This file is no longer shared with you. Ask the person who sent it to you for a new link.',
  )
}
