import { sql } from 'drizzle-orm'
import { compileSeries, type Queried, type SummedSeries } from '#src/features/datasets/rows/sql.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

/** What is summed, of which rows, and for how long; days are those of the zone. */
export interface Summed extends Omit<SummedSeries, 'series'>, Pick<Queried, 'dataset' | 'filters'> {
  timeZone: string
}

/** How long reading may take, which is told to people. */
const mostSeconds = 120

interface SumRow {
  keys: string[]
  names: string[]
  startsOn: string
  total: number
}

/** A period in which an item was nowhere in stock. */
export interface WithoutStock {
  item: string
  startsOn: string
}

/**
 * The periods between two days in which these items were at no location all the time, as the ledger says; of the time
 * before an item's first movement it says nothing. Days are those of the transaction's time zone.
 */
export async function readWithoutStock(
  tx: Tx,
  { items, grain, from, before }: { items: string[]; grain: Summed['grain']; from: string; before: string },
): Promise<WithoutStock[]> {
  const step = grain === 'quarter' ? '3 months' : `1 ${grain}`
  const { rows } = await tx.$client.query<{ item: string; starts_on: string }>(
    `with balances as (
       select product_id, posted_at as since, lead(posted_at, 1, 'infinity') over later as until,
         sum(quantity) over later as pieces
       from stock_movements
       where tenant_id = current_setting('app.tenant_id')::uuid and product_id = any($1::uuid[]) and quantity <> 0
       window later as (partition by product_id order by posted_at, id)
     )
     select product_id as item, starts_at::date::text as starts_on
     from balances,
       lateral (select greatest(since, $3::date::timestamptz) as first, least(until, $4::date::timestamptz) as last) span,
       generate_series(date_trunc($2, first), last, $5::interval) starts_at
     where pieces <= 0 and starts_at >= first and starts_at + $5::interval <= last`,
    [items, grain, from, before, step],
  )
  return rows.map(({ item, starts_on: startsOn }) => ({ item, startsOn }))
}

/** The sums of the largest series, and how many series there are; both see one instant. */
export async function readSums(tx: Tx, summed: Summed): Promise<{ sums: SumRow[]; series: number }> {
  const { dataset, filters, timeZone, ...asked } = summed
  await tx.execute(sql`select set_config('TimeZone', ${timeZone}, true)`)
  await tx.execute(sql.raw(`set local statement_timeout = '${mostSeconds}s'`))
  const compiled = compileSeries({ dataset, filters }, { ...asked, series: dataset.series! })
  const { rows } = await tx.$client.query<SumRow & { starts_on: string; series: number }>({
    ...compiled,
    // The client's own patience is shorter.
    ...{ query_timeout: (mostSeconds + 5) * 1000 },
  })
  return {
    sums: rows.map(({ keys, names, starts_on: startsOn, total }) => ({ keys, names, startsOn, total })),
    series: rows[0]?.series ?? 0,
  }
}
