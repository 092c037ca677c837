import type { TenantId } from '#src/lib/context.ts'
import { type ForeignRead, readForeign } from '#src/lib/db/foreign/read.ts'
import type { ForeignServer } from '#src/lib/db/schema/sources/server.ts'
import { type Tx, transaction } from '#src/lib/db/transaction.ts'
import { AppError } from '#src/lib/errors.ts'
import { serverOf } from '../record/contents.ts'
import { noteCheck, type SourceRow } from '../record/repository.ts'
import { type Found, getSourceRow, stateAfter } from '../record/service.ts'
import { findRole } from './repository.ts'

export interface SourceRead extends ForeignRead {
  source: Pick<SourceRow, 'name' | 'engine'>
}

interface Purpose {
  /** Told to the source's administrators as the name of the session. */
  purpose: string
  /** Less than the source allows, where somebody waits for the answer. */
  seconds?: number
  /** How long to wait while as many reads run as the source allows. */
  waitSeconds?: number
}

/**
 * Reads a source of the company in one snapshot, with no connection of ours held meanwhile. Throws `not_found` for a
 * source that is not there, and the codes of sources, each with a sentence, for what goes wrong on the other side.
 */
export async function readSource<T>(
  tenantId: TenantId,
  sourceId: string,
  { purpose, ...allowed }: Purpose,
  run: (read: SourceRead) => Promise<T>,
): Promise<T> {
  const row = await transaction(tenantId, 'read only', (tx) => getSourceRow(tx, sourceId))
  const applicationName = `waybill ${purpose}`
  return readForeign(serverOf(row), { ...allowed, applicationName }, (read) => run({ ...read, source: row }))
}

/** The same, for those who need only the transaction. */
export function readSourceRows<T>(
  tenantId: TenantId,
  sourceId: string,
  purpose: Purpose,
  run: (tx: Tx) => Promise<T>,
): Promise<T> {
  return readSource(tenantId, sourceId, purpose, ({ tx }) => run(tx))
}

const checkSeconds = 10

/** Whether the server can be reached and read, and what it says of itself and of our user. */
export async function probe(server: () => ForeignServer): Promise<Found> {
  try {
    const findings = await readForeign(
      server(),
      { applicationName: 'waybill check', seconds: checkSeconds },
      async (read) => {
        const { lagSeconds, mayWrite } = await findRole(read.tx)
        const { version, isReplica } = read.facts
        return { version, is_replica: isReplica, lag_seconds: lagSeconds, may_write: mayWrite }
      },
    )
    return { ok: true, findings }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { ok: false, error }
  }
}

/** Tries a source of its own accord and notes how it is; returns whether it can be read. */
export async function checkAgain(tenantId: TenantId, sourceId: string): Promise<boolean> {
  const row = await transaction(tenantId, 'read only', (tx) => getSourceRow(tx, sourceId))
  const found = await probe(() => serverOf(row))
  await transaction(tenantId, 'read write', (tx) => noteCheck(tx, sourceId, stateAfter(found, row)))
  return found.ok
}
