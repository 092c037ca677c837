import { sql } from 'drizzle-orm'
import type { Tx } from '#src/lib/db/transaction.ts'

/** Pieces of each item that are there and promised to nobody, at all locations together. */
export async function findAvailable(tx: Tx, itemIds: string[]): Promise<Map<string, number>> {
  const { rows } = await tx.execute<{ id: string; available: number }>(sql`
    select product_id as id, sum(on_hand - reserved)::integer as available from inventory_items
    where product_id = any(${sql.param(itemIds)}::uuid[]) group by product_id`)
  return new Map(rows.map(({ id, available }) => [id, available]))
}

/** Items that have a forecast, those behind this one. */
export async function findForecastItems(tx: Tx, after: string, limit: number): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select distinct item_id as id from forecast_series
    where item_id is not null and item_id > ${after}::uuid order by item_id limit ${limit}`)
  return rows.map(({ id }) => id)
}
