import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#src/lib/db/transaction.ts'

export interface FoundSupplier {
  supplierId: string
  supplierNo: string
  name: string
  tier: string | null
  rating: string | null
  leadTimeDays: number | null
}

export interface FoundOffer extends FoundSupplier {
  id: string
  productId: string
  sku: string
  productName: string
  price: string
  currency: string
  packSize: number
  minimumQuantity: number
  orderQuantity: number
  total: string
  /** The day on which an order of today arrives. */
  arrivesOn: string | null
}

export interface Wanted {
  itemId: string | undefined
  words: string[]
  quantity: number
  today: string
}

const supplier = sql`s.id as "supplierId", s.supplier_no as "supplierNo", s.name, s.tier, s.rating`

/** Prices of active suppliers that hold today, for the item or for items that the words fit. */
export async function findOffers(tx: Tx, wanted: Wanted, limit: number): Promise<FoundOffer[]> {
  const { itemId, words, quantity, today } = wanted
  const fits = itemId
    ? sql`p.id = ${itemId}`
    : haveAll(sql`concat_ws(' ', p.sku, p.name, p.category, p.sub_category)`, words)
  const { rows } = await tx.execute<FoundOffer & Record<string, unknown>>(sql`
    select ${offerColumns(today)}
    from supplier_items i ${behindOffers}
      cross join lateral ${orderQuantity(sql`${quantity}::integer`)} q
    where ${holdsOn(today)} and ${fits}
    order by i.price * quantity, i.id
    limit ${limit}`)
  return rows
}

/** Prices of active suppliers that hold today for these items, each for the quantity that is wanted of it. */
export async function findOffersFor(
  tx: Tx,
  wanted: { itemId: string; quantity: number }[],
  today: string,
): Promise<FoundOffer[]> {
  const ids = sql.param(wanted.map(({ itemId }) => itemId))
  const quantities = sql.param(wanted.map(({ quantity }) => quantity))
  const { rows } = await tx.execute<FoundOffer & Record<string, unknown>>(sql`
    select ${offerColumns(today)}
    from unnest(${ids}::uuid[], ${quantities}::integer[]) w (id, wanted)
      join supplier_items i on i.product_id = w.id ${behindOffers}
      cross join lateral ${orderQuantity(sql`w.wanted`)} q
    where ${holdsOn(today)}
    order by i.id`)
  return rows
}

const leadTime = sql`coalesce(i.lead_time_days, s.lead_time_days)`

function offerColumns(today: string): SQL {
  return sql`${supplier}, i.id, p.id as "productId", p.sku, p.name as "productName", i.price, i.currency,
      i.pack_size as "packSize", i.minimum_quantity as "minimumQuantity", ${leadTime} as "leadTimeDays",
      quantity::float8 as "orderQuantity", (i.price * quantity)::text as total,
      (${today}::date + ${leadTime})::text as "arrivesOn"`
}

const behindOffers = sql`
      join suppliers s on s.tenant_id = i.tenant_id and s.id = i.supplier_id
      join products p on p.tenant_id = i.tenant_id and p.id = i.product_id`

/** Whole packs, and at least the minimum. */
function orderQuantity(wanted: SQL): SQL {
  return sql`(select ceil(greatest(${wanted}, i.minimum_quantity)::numeric / i.pack_size) * i.pack_size as quantity)`
}

function holdsOn(today: string): SQL {
  return sql`s.status = 'active' and i.valid_from <= ${today}::date
      and (i.valid_until is null or i.valid_until >= ${today}::date)`
}

/** Active suppliers whose own name, category or tags fit the words. */
export async function findFittingSuppliers(tx: Tx, words: string[], limit: number): Promise<FoundSupplier[]> {
  const own = sql`concat_ws(' ', s.name, s.category, array_to_string(s.tags, ' '))`
  const { rows } = await tx.execute<FoundSupplier & Record<string, unknown>>(sql`
    select ${supplier}, s.lead_time_days as "leadTimeDays"
    from suppliers s
    where s.status = 'active' and ${haveAll(own, words)}
    order by s.rating desc nulls last, s.id
    limit ${limit}`)
  return rows
}

function haveAll(text: SQL, words: string[]): SQL {
  const each = words.map((word) => sql`strpos(lower(${text}), lower(${word})) > 0`)
  return sql.join(each, sql` and `)
}
