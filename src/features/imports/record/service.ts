import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { illegalTransition, notFound } from '#src/lib/errors.ts'
import { enqueue } from '#src/lib/jobs/queue.ts'
import { importsRun } from '../queue.ts'
import { findImport, type ImportRow, moveImport, type NewImport } from './repository.ts'
import { legalMoves } from './resource.ts'

export async function getImportRow(tx: Tx, id: string): Promise<ImportRow> {
  const row = await findImport(tx, id)
  if (!row) throw notFound('import')
  return row
}

interface Step extends Pick<NewImport, 'scope'> {
  from: string
  to: string
}

/** Gives an import to the workers for its next step, in the name of whoever asks for it. */
export async function startStep(
  tx: Tx,
  { principal, requestId }: Context,
  before: ImportRow,
  { from, to, ...changes }: Step,
): Promise<ImportRow> {
  const row = await moveImport(tx, before.id, [from], {
    ...{ status: to, failures: 0, rowsDone: 0, problem: null, requestId },
    ...{ actorId: principal.userId, actorApiKeyId: principal.apiKeyId ?? null },
    ...changes,
  })
  if (!row) throw illegalTransition('import', before.status, legalMoves(before))
  await enqueue(tx, importsRun, { tenantId: row.tenantId, requestId }, { importId: row.id })
  return row
}
