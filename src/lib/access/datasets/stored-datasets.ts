import { asc, sql } from 'drizzle-orm'
import type { StoredDataset, TenantId } from '../../context.ts'
import { customDatasets } from '../../db/schema/sources/sources.ts'
import type { Tx } from '../../db/transaction.ts'

/** So many companies' definitions are kept in a process. */
const keptTenants = 200

const kept = new Map<TenantId, { marks: string; datasets: readonly StoredDataset[] }>()

/** Tells every change of a company's datasets, and is much smaller than they are; null where it has none. */
export const datasetMarks = (tenant: unknown) =>
  sql<
    string | null
  >`(select string_agg(concat_ws('.', d.id, d.version, nullif(array_to_string(d.vanished, ','), '')), ' ' order by d.id) from custom_datasets d where d.tenant_id = ${tenant})`

/** The same without a look at the database; undefined where it has to be looked up. */
export function keptDatasets(tenantId: TenantId, marks: string | null): readonly StoredDataset[] | undefined {
  if (marks === null) return []
  const known = kept.get(tenantId)
  return known?.marks === marks ? known.datasets : undefined
}

/** The datasets that a company has defined itself, as they are where these marks were read. */
export async function storedDatasets(
  tx: Tx,
  tenantId: TenantId,
  marks: string | null,
): Promise<readonly StoredDataset[]> {
  const known = keptDatasets(tenantId, marks)
  if (known) return known
  const datasets = await tx
    .select({
      key: customDatasets.key,
      version: customDatasets.version,
      sourceId: customDatasets.sourceId,
      relationSchema: customDatasets.relationSchema,
      relationName: customDatasets.relationName,
      definition: customDatasets.definition,
      readers: customDatasets.readers,
      vanished: customDatasets.vanished,
    })
    .from(customDatasets)
    .where(sql`tenant_id = ${tenantId}`)
    .orderBy(asc(customDatasets.key))
  kept.delete(tenantId)
  kept.set(tenantId, { marks: marks!, datasets })
  for (const oldest of kept.keys()) if (kept.size > keptTenants) kept.delete(oldest)
  return datasets
}

/** The same in a transaction of a tenant, where no person is at hand. */
export async function tenantDatasets(tx: Tx): Promise<readonly StoredDataset[]> {
  const tenant = sql`current_setting('app.tenant_id')::uuid`
  const { rows } = await tx.execute<{ id: TenantId; marks: string | null }>(
    sql`select ${tenant} as id, ${datasetMarks(tenant)} as marks`,
  )
  return storedDatasets(tx, rows[0]!.id, rows[0]!.marks)
}
