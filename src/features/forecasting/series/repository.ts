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
