import { datasets } from '#src/features/datasets/catalog/index.ts'
import type { TenantId } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { findAnomalies } from './repository.ts'
import { toAnomaly } from './resource.ts'
import type { AnomalyResource } from './schema.ts'

const most = 1_000

/** Anomalies that nobody has decided on, the latest found first, at most a thousand. */
export function findNew(tenantId: TenantId): Promise<AnomalyResource[]> {
  const filter = { readable: datasets.map(({ key }) => key), status: 'new', kind: undefined }
  return transaction(tenantId, 'read only', async (tx) =>
    (await findAnomalies(tx, filter, { limit: most, offset: 0, after: undefined })).map(toAnomaly),
  )
}
