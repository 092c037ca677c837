import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError, notFound } from '#src/lib/errors.ts'
import { isAdmin } from '#src/lib/permissions.ts'
import { type FoundExport, findExportById, viewerOf } from './repository.ts'
import { isExpired } from './resource.ts'

/** An export that the caller may see; throws `not_found` for every other. */
export async function getVisible(tx: Tx, { principal }: Context, id: string): Promise<FoundExport> {
  const found = await findExportById(tx, viewerOf(principal), id)
  if (!found) throw notFound('export')
  return found
}

/**
 * A visible export whose file was stored and has not expired; throws `conflict` before, and `gone` after. Whether
 * the caller may have what is in the file is another question.
 */
export async function getFinished(
  tx: Tx,
  context: Context,
  id: string,
): Promise<FoundExport & { folder: string }> {
  const found = await getVisible(tx, context, id)
  const { row } = found
  if (row.status !== 'completed') {
    throw new AppError(
      'conflict',
      `This export is ${row.status}; it has no file. Wait for it, or run it again.`,
    )
  }
  if (isExpired(row) || !row.filePath) {
    throw new AppError('gone', 'The file has expired. Run the export again to get current data.')
  }
  return { ...found, folder: row.filePath }
}

/** What was sent to somebody is theirs to fetch, not to stop or remove: throws `forbidden`. */
export async function getOwn(tx: Tx, context: Context, id: string): Promise<FoundExport> {
  const found = await getVisible(tx, context, id)
  const { role, userId } = context.principal
  if (isAdmin(role) || found.row.createdBy === userId) return found
  throw new AppError(
    'forbidden',
    'This export was shared with you. Only its creator or an admin can change it.',
  )
}
