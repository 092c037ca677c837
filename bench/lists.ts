import startStack, { readStack } from '../tests/e2e/stack.ts'
import { Client } from './client.ts'
import { percentile, print, readFlags, say } from './table.ts'
import { addTenantWithSales } from './tenant-sales.ts'

const asFilters = (filters: object) => `filters=${encodeURIComponent(JSON.stringify(filters))}`
const filters = {
  'ship mode': asFilters({ ship_mode: 'First Class' }),
  'half a year': asFilters({ date_from: '2016-01-01', date_to: '2016-06-30' }),
  'amount at least 100': asFilters({ amount_min: 100 }),
  'no amount is so large': asFilters({ amount_min: 1_000_000_000 }),
  'a word that no row has': asFilters({ search: 'zzzzqq' }),
}

/** A page of rows and the sums of all rows, over HTTP with an API key, in a tenant with that many order lines. */
export async function listsBench(flags: string[]): Promise<void> {
  const settings = readFlags(flags, { runs: 30, rows: [1_000_000] })
  const stop = await startStack()
  const stack = readStack()
  try {
    const table = []
    for (const rows of settings.rows) {
      say(`${rows} rows are made`)
      const client = new Client(stack.baseUrl, await addTenantWithSales(stack.ownerUrl, rows), 'admin')
      const path = '/api/v1/datasets/sales'
      const asked: [string, string][] = [
        ['first page', `${path}/rows?limit=50`],
        ['first page by order number', `${path}/rows?limit=50&sort=order_no`],
        ['first page by city, no index', `${path}/rows?limit=50&sort=city`],
        ['count and sums of all rows', `${path}/sums`],
        ...Object.entries(filters).flatMap(([name, query]): [string, string][] => [
          [`page: ${name}`, `${path}/rows?limit=50&${query}`],
          [`sums: ${name}`, `${path}/sums?${query}`],
        ]),
      ]
      for (const [measure, address] of asked) {
        const milliseconds: number[] = []
        for (let run = -2; run < settings.runs; run += 1) {
          const seconds = await client.secondsToAnswer(address)
          if (run >= 0) milliseconds.push(seconds * 1000)
        }
        table.push({
          ...{ measure, rows, runs: milliseconds.length },
          p50_ms: Math.round(percentile(milliseconds, 0.5)),
          p95_ms: Math.round(percentile(milliseconds, 0.95)),
        })
      }
    }
    print(table, settings)
  } finally {
    await stop?.()
  }
}
