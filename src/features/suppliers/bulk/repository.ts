import { sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import type { LastChange } from './schema.ts'

/** What a file can say of a supplier, by the keys of its fields. */
export interface SupplierState {
  name: string
  tier: string | null
  category: string | null
  tags: string[]
  country: string | null
  currency: string
  payment_days: number
  lead_time_days: number | null
  rating: string | null
  tax_id: string | null
  iban: string | null
  certificates: { name: string; valid_until: string | null }[]
  notes: string | null
}

export interface FoundSupplier extends LastChange {
  id: string
  supplier_no: string
  version: number
  state: SupplierState
}

const columns = sql.raw(`name text, tier text, category text, tags text[], country text, currency text,
  payment_days integer, lead_time_days integer, rating numeric, tax_id text, iban text, certificates jsonb, notes text`)
const names =
  sql.raw(`name, tier, category, tags, country, currency, payment_days, lead_time_days, rating, tax_id, iban,
  certificates, notes`)

/** Locks suppliers by ID or number, always in the same order. */
export async function lockSuppliers(
  tx: Tx,
  { ids, numbers, timeZone }: { ids: string[]; numbers: string[]; timeZone: string },
): Promise<FoundSupplier[]> {
  const { rows } = await tx.execute<FoundSupplier & Record<string, unknown>>(sql`
    select id, supplier_no, version, updated_at as "updatedAt",
      extract(epoch from updated_at at time zone ${timeZone}) * 1000 as "updatedLocal",
      jsonb_build_object('name', name, 'tier', tier, 'category', category, 'tags', to_jsonb(tags), 'country', country,
        'currency', currency, 'payment_days', payment_days, 'lead_time_days', lead_time_days, 'rating', rating::text,
        'tax_id', tax_id, 'iban', iban, 'certificates', certificates, 'notes', notes) as state
    from suppliers
    where id = any(${sql.param(ids)}::uuid[]) or supplier_no = any(${sql.param(numbers)}::text[])
    order by id for update`)
  return rows.map((row) => ({
    ...row,
    updatedAt: new Date(row.updatedAt),
    updatedLocal: Number(row.updatedLocal),
  }))
}

export type NewSupplierRow = SupplierState & { supplier_no: string }

/** The IDs by number; one that somebody added meanwhile has none. */
export async function insertSuppliers(
  tx: Tx,
  tenantId: TenantId,
  rows: NewSupplierRow[],
): Promise<Map<string, string>> {
  const { rows: inserted } = await tx.execute<{ id: string; supplier_no: string }>(sql`
    insert into suppliers (tenant_id, supplier_no, ${names})
    select ${tenantId}::uuid, supplier_no, ${names}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (supplier_no text, ${columns})
    on conflict do nothing returning id, supplier_no`)
  return new Map(inserted.map(({ id, supplier_no }) => [supplier_no, id]))
}

/** Writes locked suppliers and raises their versions; with a status also that. */
export async function updateSuppliers(
  tx: Tx,
  rows: (SupplierState & { id: string; status?: string })[],
): Promise<void> {
  await tx.execute(sql`
    update suppliers s set (${names}, status, version, updated_at) =
      (select ${sql.raw(`t.name, t.tier, t.category, t.tags, t.country, t.currency, t.payment_days, t.lead_time_days,
        t.rating, t.tax_id, t.iban, t.certificates, t.notes, coalesce(t.status, s.status), s.version + 1, now()`)})
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, status text, ${columns})
    where s.id = t.id`)
}

/** Those of these suppliers that open orders or requests for proposal name. */
export async function findSuppliersInUse(tx: Tx, ids: string[]): Promise<Set<string>> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from unnest(${sql.param(ids)}::uuid[]) as t (id)
    where exists (select from purchase_orders o where o.supplier_id = t.id
        and o.status not in ('received', 'closed', 'cancelled'))
      or exists (select from rfp_invitations i join rfps r on r.id = i.rfp_id
        where i.supplier_id = t.id and r.status in ('published', 'closed'))`)
  return new Set(rows.map(({ id }) => id))
}
