import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError } from '#src/lib/errors.ts'
import type { AuditEntry } from '#src/lib/operation/audit-trail.ts'
import { queueFileProblemMails } from '../notices/service.ts'
import type { ExportRow } from '../record/repository.ts'
import { markFileProblem } from './repository.ts'

export type FileProblem = 'lost' | 'altered'

/** Remembers what is wrong with a stored file, so that it is not sent any more, and tells the admins once. */
export async function reportFileProblem(
  tx: Tx,
  row: ExportRow,
  problem: FileProblem,
  audit: (entry: AuditEntry) => Promise<void>,
): Promise<void> {
  if (!(await markFileProblem(tx, row.id, problem))) return
  await audit({ action: `export.file_${problem}`, subjectType: 'export', subjectId: row.id })
  await queueFileProblemMails(tx, row, problem)
}

/** Throws where the stored file is known to be lost or altered. */
export function requireIntactFile(problem: string | null): void {
  if (problem === 'lost') throw fileProblemError('lost')
  if (problem === 'altered') throw fileProblemError('altered')
}

export function fileProblemError(problem: FileProblem): AppError {
  return problem === 'lost'
    ? new AppError('file_lost', 'The stored file is missing. Run the export again to get a new one.')
    : new AppError(
        'file_altered',
        'The stored file was changed after it was written, so it is not sent any more. Run the export again to get a new one.',
      )
}
