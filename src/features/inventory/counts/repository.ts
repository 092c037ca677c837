import { and, desc, eq, lt, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { TenantId } from '#src/lib/context.ts'
import { users } from '#src/lib/db/schema/accounts.ts'
import { stockCounts } from '#src/lib/db/schema/company/counts.ts'
import { locations } from '#src/lib/db/schema/company/inventory.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type CountRow = typeof stockCounts.$inferSelect
export type NewCount = typeof stockCounts.$inferInsert

const creators = alias(users, 'creators')
const posters = alias(users, 'posters')
const nameOf = ({ firstName, lastName }: typeof creators | typeof posters) =>
  sql<string>`${firstName} || ' ' || ${lastName}`
const differing = sql<number>`(select count(*)::integer from stock_count_lines l
  where l.tenant_id = ${stockCounts.tenantId} and l.count_id = ${stockCounts.id} and l.counted <> l.expected)`

/** The newest first, so many from there. */
async function find(tx: Tx, where: SQL | undefined, page: { limit: number; offset: number }) {
  const found = await tx
    .select({
      row: stockCounts,
      locationName: locations.name,
      creator: nameOf(creators),
      poster: sql<string | null>`${nameOf(posters)}`,
      differing,
    })
    .from(stockCounts)
    .innerJoin(locations, eq(locations.id, stockCounts.locationId))
    .innerJoin(creators, eq(creators.id, stockCounts.createdBy))
    .leftJoin(posters, eq(posters.id, stockCounts.postedBy))
    .where(where)
    .orderBy(desc(stockCounts.number))
    .limit(page.limit)
    .offset(page.offset)
  return found.map(({ row, ...rest }) => ({ ...row, ...rest }))
}
export type FoundCount = Awaited<ReturnType<typeof find>>[number]

export interface CountFilter {
  status: string | undefined
  locationId: string | undefined
}

/** With `after` those with a lower number. */
export async function findCounts(
  tx: Tx,
  filter: CountFilter,
  page: { limit: number; offset: number; after: number | undefined },
): Promise<FoundCount[]> {
  const { after, ...window } = page
  return find(
    tx,
    and(matches(filter), after === undefined ? undefined : lt(stockCounts.number, after)),
    window,
  )
}

export async function countCounts(tx: Tx, filter: CountFilter): Promise<number> {
  return tx.$count(stockCounts, matches(filter))
}

export async function findCount(tx: Tx, id: string): Promise<FoundCount | undefined> {
  return (await find(tx, eq(stockCounts.id, id), { limit: 1, offset: 0 }))[0]
}

/** Locked until the transaction ends: countings and moves of one count follow each other. */
export async function lockCount(tx: Tx, id: string): Promise<CountRow | undefined> {
  const [row] = await tx.select().from(stockCounts).where(eq(stockCounts.id, id)).for('update')
  return row
}

/** With the next number, which nobody else gets until this transaction ends. */
export async function insertCount(
  tx: Tx,
  values: Omit<NewCount, 'number'> & { tenantId: TenantId },
): Promise<CountRow> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('stock_counts'), hashtext(${values.tenantId}))`)
  const number = sql`(select coalesce(max(number), 0) + 1 from stock_counts)`
  const [row] = await tx
    .insert(stockCounts)
    .values({ ...values, number })
    .returning()
  return row!
}

/** Moves a locked count and raises its version. */
export async function updateCount(
  tx: Tx,
  { id, version }: Pick<CountRow, 'id' | 'version'>,
  changes: Partial<NewCount>,
): Promise<void> {
  await tx
    .update(stockCounts)
    .set({ ...changes, version: version + 1, updatedAt: sql`now()` })
    .where(eq(stockCounts.id, id))
}

/** Writes how far a locked count has come, which is no other version of it. */
export async function storeProgress(
  tx: Tx,
  id: string,
  { lines, counted }: { lines: number; counted: number },
): Promise<void> {
  await tx.update(stockCounts).set({ lines, counted, updatedAt: sql`now()` }).where(eq(stockCounts.id, id))
}

function matches({ status, locationId }: CountFilter): SQL | undefined {
  return and(
    status ? eq(stockCounts.status, status) : undefined,
    locationId ? eq(stockCounts.locationId, locationId) : undefined,
  )
}
