import { readSource, readSourceRows } from '#src/features/sources/connections/service.ts'
import type { Principal, TenantId } from '#src/lib/context.ts'
import { caughtUpReplica } from '#src/lib/db/replica.ts'
import { onReplica, type Tx, transaction } from '#src/lib/db/transaction.ts'
import type { OpenElsewhere } from '#src/lib/operation/operation.ts'
import { lookForDrift } from '../custom/drift/service.ts'
import type { Dataset } from '../definition/definition.ts'
import { findDatasetFor, mayRead } from '../rows/rights.ts'

/** What a snapshot was read from, where that is not our database. */
export interface ReadSource {
  name: string
  engine: string
  version: string
  isolation: 'repeatable read'
  read_by: 'copy'
  relation: string
  definition_version: number
}

export interface Snapshot {
  tx: Tx
  /** Set where another server than the primary is read: ends the statement there. */
  cancel?: () => Promise<void>
  source?: ReadSource
  /** Set where the relation no longer fits its dataset: what is wrong, in sentences. */
  drift?: string
  /** Set on a replica: everything that was committed before this instant is in the snapshot. */
  asOf?: Date
}

export interface Reading {
  /** What the server of a source is told about it. */
  purpose: string
  /** Whether a replica of our database may be read. */
  mayUseReplica: boolean
}

/** How long an export waits while others read the same source. */
const waitSeconds = 120

/** Reads in one snapshot of the database that the dataset's rows are in. */
export async function inSnapshot<T>(
  tenantId: TenantId,
  { key, source: from }: Dataset,
  { purpose, mayUseReplica }: Reading,
  run: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  if (!from) {
    const replica = mayUseReplica ? await caughtUpReplica() : undefined
    const named = async (tx: Tx) => {
      // Whoever wonders what holds an old transaction open finds its name there.
      await tx.$client.query(`select set_config('application_name', $1, true)`, [`waybill ${purpose}`])
      return run({ tx, ...(replica ? { asOf: replica.asOf, cancel: replica.cancel } : {}) })
    }
    return replica
      ? onReplica(tenantId, replica, named)
      : transaction(tenantId, 'isolation level repeatable read read only', named)
  }
  return readSource(tenantId, from.id, { purpose, waitSeconds }, async ({ tx, cancel, facts, source }) => {
    const problems = await lookForDrift(tenantId, tx, { key, source: from }, purpose)
    return run({
      ...{ tx, cancel, drift: problems.map(({ message }) => message).join(' ') },
      source: {
        ...{ name: source.name, engine: source.engine, version: facts.version },
        ...{ isolation: 'repeatable read', read_by: 'copy' },
        ...{ relation: from.relation, definition_version: from.version },
      },
    })
  })
}

/**
 * For an operation that reads rows of the dataset with this key: what opens a transaction where they are, unless they
 * are in our database or this person may not read them.
 */
export function openRows(principal: Principal, key: string, seconds: number): OpenElsewhere | undefined {
  const dataset = findDatasetFor(principal, key)
  return dataset && mayRead(principal, dataset) ? openDataset(principal, dataset, seconds) : undefined
}

/** The same for a dataset that is at hand. */
export function openDataset(
  { tenantId }: Pick<Principal, 'tenantId'>,
  { source }: Dataset,
  seconds: number,
): OpenElsewhere | undefined {
  return source && ((run) => readSourceRows(tenantId, source.id, { purpose: 'page', seconds }, run))
}
