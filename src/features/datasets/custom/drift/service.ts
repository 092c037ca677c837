import { lookUpRelation } from '#src/features/sources/catalogue/service.ts'
import type { TenantId } from '#src/lib/context.ts'
import { type Tx, transaction } from '#src/lib/db/transaction.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import type { Dataset, DatasetSource } from '../../definition/definition.ts'
import { noteSeen } from '../record/repository.ts'
import { type DriftProblem, findProblems } from './find.ts'

/** Whether the relation still fits, seen in a transaction on its source, and noted where that is news. */
export async function lookForDrift(
  tenantId: TenantId,
  tx: Tx,
  { key, source }: Pick<Dataset, 'key'> & { source: DatasetSource },
  requestId: string,
): Promise<DriftProblem[]> {
  const { schema, name } = source.expects
  const problems = findProblems(source.expects, await lookUpRelation(tx, schema, name))
  await noteProblems(tenantId, { key, version: source.version }, problems, requestId)
  return problems
}

async function noteProblems(
  tenantId: TenantId,
  dataset: { key: string; version: number },
  problems: DriftProblem[],
  requestId: string,
): Promise<void> {
  const reasons = problems.map(({ message }) => message)
  const vanished = problems.flatMap(({ kind, column }) =>
    kind === 'column_vanished' && column ? [column] : [],
  )
  await transaction(tenantId, 'read write', async (tx) => {
    const state = problems.length > 0 ? 'needs_attention' : 'ok'
    const row = await noteSeen(tx, dataset, { state, reasons, vanished })
    if (!row) return
    await writeAuditEntry(
      tx,
      { tenantId, requestId },
      {
        action: problems.length > 0 ? 'dataset.drifted' : 'dataset.fits_again',
        subjectType: 'dataset',
        subjectId: row.id,
        details: { key: row.key, reasons },
      },
    )
  })
}
