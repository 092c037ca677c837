import { and, asc, eq, gt, isNull, type SQL, sql } from 'drizzle-orm'
import { users } from '#src/lib/db/schema/accounts.ts'
import { stockCountLines } from '#src/lib/db/schema/company/counts.ts'
import { inventoryItems } from '#src/lib/db/schema/company/inventory.ts'
import { products } from '#src/lib/db/schema/company/sales.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

/** Which count, and where it counts. */
export interface Counted {
  id: string
  tenantId: string
  locationId: string
}

export interface Choice {
  category: string | undefined
  itemIds: string[] | undefined
  limit: number
}

/** Draws up the lines in the order of bins, then SKUs; returns how many there are, one above the limit at most. */
export async function insertLines(tx: Tx, count: Counted, choice: Choice): Promise<number> {
  const { category, itemIds, limit } = choice
  const chosen = itemIds
    ? sql`p.id = any(${sql.param(itemIds)}::uuid[])`
    : sql`i.id is not null and (${category ?? null}::text is null or p.category = ${category ?? null}::text)`
  const { rowCount } = await tx.execute(sql`
    insert into stock_count_lines (tenant_id, count_id, product_id, position, bin)
    select p.tenant_id, ${count.id}::uuid, p.id, row_number() over (order by i.bin nulls last, p.sku, p.id), i.bin
    from products p left join inventory_items i on i.product_id = p.id and i.location_id = ${count.locationId}
    where p.status <> 'archived' and ${chosen}
    order by 4 limit ${limit + 1}`)
  return rowCount ?? 0
}

/** Adds items that were found there and are on no line, behind the others. */
export async function addLines(tx: Tx, count: Counted, lines: number, itemIds: string[]): Promise<void> {
  await tx.execute(sql`
    insert into stock_count_lines (tenant_id, count_id, product_id, position, bin)
    select p.tenant_id, ${count.id}::uuid, p.id, ${lines}::integer + row_number() over (order by p.sku, p.id), i.bin
    from products p left join inventory_items i on i.product_id = p.id and i.location_id = ${count.locationId}
    where p.id = any(${sql.param(itemIds)}::uuid[])`)
}

export interface FoundItem {
  id: string
  sku: string
  barcode: string | null
  category: string | null
  isLine: boolean
}

/** Items by their IDs, or by what a scanner read: a SKU or barcode. Archived ones only where they are on a line. */
export async function findItems(
  tx: Tx,
  countId: string,
  { itemIds, codes }: { itemIds: string[]; codes: string[] },
): Promise<FoundItem[]> {
  const { rows } = await tx.execute<FoundItem & Record<string, unknown>>(sql`
    select p.id, p.sku, p.barcode, p.category, l.id is not null as "isLine"
    from products p left join stock_count_lines l on l.product_id = p.id and l.count_id = ${countId}
    where (p.id = any(${sql.param(itemIds)}::uuid[]) or p.sku = any(${sql.param(codes)}::text[])
      or p.barcode = any(${sql.param(codes)}::text[])) and (l.id is not null or p.status <> 'archived')`)
  return rows
}

export interface Given {
  itemId: string
  counted: number
}

/**
 * Writes what was counted, and beside it what the ledger says in the same moment. Returns on how many lines nothing was
 * counted before.
 */
export async function storeCounted(tx: Tx, count: Counted, userId: string, given: Given[]): Promise<number> {
  const ids = sql.param(given.map(({ itemId }) => itemId))
  const counts = sql.param(given.map(({ counted }) => counted))
  return store(
    tx,
    count,
    userId,
    sql`select * from unnest(${ids}::uuid[], ${counts}::integer[]) as t (product_id, counted)`,
  )
}

/** Writes 0 on every line that nobody counted; returns how many those are. */
export async function storeZeros(tx: Tx, count: Counted, userId: string): Promise<number> {
  const rest = sql`select product_id, 0 as counted from stock_count_lines
    where count_id = ${count.id} and counted is null`
  return store(tx, count, userId, rest)
}

async function store(tx: Tx, count: Counted, userId: string, given: SQL): Promise<number> {
  const { rows } = await tx.execute<{ first: number }>(sql`
    with stored as (
      update stock_count_lines l set counted = g.counted, expected = coalesce(i.on_hand, 0), seq = coalesce(i.seq, 0),
        unit_cost = coalesce(i.unit_cost, p.unit_cost), counted_by = ${userId}::uuid, counted_at = now(),
        recounts = l.recounts + (l.counted is not null)::integer, updated_at = now()
      from (${given}) g join products p on p.id = g.product_id
        left join inventory_items i on i.product_id = g.product_id and i.location_id = ${count.locationId}
      where l.count_id = ${count.id} and l.product_id = g.product_id
      returning old.counted is null as is_first
    ) select count(*) filter (where is_first)::integer as first from stored`)
  return rows[0]!.first
}

export interface LineFilter {
  state: string | undefined
  code: string | undefined
}

/** In the order in which they are walked; with `after` those behind that position. */
export async function findLines(
  tx: Tx,
  count: Counted,
  filter: LineFilter,
  page: { limit: number; offset: number; after: number | undefined },
) {
  const isAfter = page.after === undefined ? undefined : gt(stockCountLines.position, page.after)
  return select(tx, count, and(matches(count, filter), isAfter))
    .orderBy(asc(stockCountLines.position))
    .limit(page.limit)
    .offset(page.offset)
}
export type FoundLine = Awaited<ReturnType<typeof findLines>>[number]

export async function countLines(tx: Tx, count: Counted, filter: LineFilter): Promise<number> {
  return tx.$count(stockCountLines, matches(count, filter))
}

export async function findLinesOf(tx: Tx, count: Counted, itemIds: string[]): Promise<FoundLine[]> {
  const named = sql`${stockCountLines.productId} = any(${sql.param(itemIds)}::uuid[])`
  return select(tx, count, and(eq(stockCountLines.countId, count.id), named))
}

export async function findCategories(tx: Tx, locationId: string, limit: number): Promise<string[]> {
  const { rows } = await tx.execute<{ category: string }>(sql`
    select distinct p.category from inventory_items i join products p on p.id = i.product_id
    where i.location_id = ${locationId} and p.category is not null and p.status <> 'archived'
    order by p.category limit ${limit}`)
  return rows.map(({ category }) => category)
}

export interface BookedLine {
  productId: string
  sku: string
  counted: number
  expected: number
  seq: number
}

/** The counted lines in the order in which levels are locked, so many behind that item. */
export async function findCounted(
  tx: Tx,
  countId: string,
  after: string | undefined,
  limit: number,
): Promise<BookedLine[]> {
  const { productId, counted, expected, seq } = stockCountLines
  const found = await tx
    .select({ productId, sku: products.sku, counted, expected, seq })
    .from(stockCountLines)
    .innerJoin(products, eq(products.id, productId))
    .where(
      and(
        eq(stockCountLines.countId, countId),
        sql`${counted} is not null`,
        after === undefined ? undefined : gt(productId, after),
      ),
    )
    .orderBy(asc(productId))
    .limit(limit)
  return found.map((line) => ({ ...line, counted: line.counted!, expected: line.expected!, seq: line.seq! }))
}

export interface CurrencyRow {
  currency: string
  lines: number
  surplus: string
  shortage: string
  net: string
}

/** What the differing lines come to in each currency. */
export async function sumDifferences(tx: Tx, countId: string): Promise<CurrencyRow[]> {
  const { rows } = await tx.execute<CurrencyRow & Record<string, unknown>>(sql`
    select p.currency, count(*)::integer as lines, round(sum(greatest(value, 0)), 4)::text as surplus,
      round(sum(-least(value, 0)), 4)::text as shortage, round(sum(value), 4)::text as net
    from stock_count_lines l join products p on p.id = l.product_id
      cross join lateral (select (l.counted - l.expected) * l.unit_cost as value) v
    where l.count_id = ${countId} and l.counted <> l.expected
    group by p.currency order by p.currency`)
  return rows
}

function select(tx: Tx, { locationId }: Counted, where: SQL | undefined) {
  const { sku, name, unit, barcode, currency } = products
  const atLocation = and(
    eq(inventoryItems.productId, stockCountLines.productId),
    eq(inventoryItems.locationId, locationId),
  )
  return tx
    .select({
      row: stockCountLines,
      item: { sku, name, unit, barcode, currency },
      onHand: sql<number>`coalesce(${inventoryItems.onHand}, 0)`,
      value: sql<
        string | null
      >`((${stockCountLines.counted} - ${stockCountLines.expected}) * ${stockCountLines.unitCost})::text`,
      counter: sql<string | null>`${users.firstName} || ' ' || ${users.lastName}`,
    })
    .from(stockCountLines)
    .innerJoin(products, eq(products.id, stockCountLines.productId))
    .leftJoin(inventoryItems, atLocation)
    .leftJoin(users, eq(users.id, stockCountLines.countedBy))
    .where(where)
}

function matches({ id }: Counted, { state, code }: LineFilter): SQL | undefined {
  const { counted, expected, productId } = stockCountLines
  const states: Record<string, SQL> = {
    uncounted: isNull(counted),
    counted: sql`${counted} is not null`,
    differing: sql`${counted} <> ${expected}`,
  }
  return and(
    eq(stockCountLines.countId, id),
    state === undefined ? undefined : states[state],
    code === undefined
      ? undefined
      : sql`${productId} in (select id from products where sku = ${code} or barcode = ${code})`,
  )
}
