import { readSource, readSourceRows } from '#src/features/sources/connections/service.ts'
import type { Principal, TenantId } from '#src/lib/context.ts'
import { type Tx, transaction } from '#src/lib/db/transaction.ts'
import type { OpenElsewhere } from '#src/lib/operation/operation.ts'
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
  /** Set where the rows are elsewhere: ends the statement there, which our own server cannot. */
  cancel?: () => Promise<void>
  source?: ReadSource
}

/** How long an export waits while others read the same source. */
const waitSeconds = 120

/** Reads in one snapshot of the database that the dataset's rows are in. */
export function inSnapshot<T>(
  tenantId: TenantId,
  { source: from }: Dataset,
  purpose: string,
  run: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  if (!from)
    return transaction(tenantId, 'isolation level repeatable read read only', async (tx) => {
      // Whoever wonders what holds an old transaction open finds its name there.
      await tx.$client.query(`select set_config('application_name', $1, true)`, [`waybill ${purpose}`])
      return run({ tx })
    })
  return readSource(tenantId, from.id, { purpose, waitSeconds }, ({ tx, cancel, facts, source }) =>
    run({
      ...{ tx, cancel },
      source: {
        ...{ name: source.name, engine: source.engine, version: facts.version },
        ...{ isolation: 'repeatable read', read_by: 'copy' },
        ...{ relation: from.relation, definition_version: from.version },
      },
    }),
  )
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
