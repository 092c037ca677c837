import type { SourceFindings } from '#src/lib/db/schema/sources/sources.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError, invalid, notFound } from '#src/lib/errors.ts'
import { findSource, type NewSource, type SourceRow } from './repository.ts'

/** What a check of a source found. */
export type Found = { ok: true; findings: SourceFindings } | { ok: false; error: AppError }

export async function getSourceRow(tx: Tx, id: string): Promise<SourceRow> {
  const row = await findSource(tx, id)
  if (!row) throw notFound('source')
  return row
}

export function nameTaken(name: string): AppError {
  return new AppError('conflict', `There is already a source named ${name}. Choose another name.`)
}

/** The state of a source after a check. */
export function stateAfter(found: Found, before?: Pick<SourceRow, 'failingSince'>): Partial<NewSource> {
  const checkedAt = new Date()
  if (found.ok)
    return {
      ...{ state: 'ok', failureCode: null, failureMessage: null, failingSince: null },
      ...{ findings: found.findings, checkedAt },
    }
  return {
    ...{ state: 'failing', failureCode: found.error.code, failureMessage: found.error.message },
    ...{ failingSince: before?.failingSince ?? checkedAt, checkedAt },
  }
}

/** A connection that does not work is a wrong field of whoever enters it, not a failure of ours. */
export function requireWorking(found: Found): void {
  if (!found.ok) throw invalid('connection', found.error.message, found.error.code)
}
