import type { RowPage } from '#src/features/datasets/rows/schema.ts'
import startStack, { readStack } from '../tests/e2e/stack.ts'
import { Client } from './client.ts'
import { watchUsage } from './process-tree.ts'
import { percentile, print, readFlags, say } from './table.ts'
import { addTenantWithSales } from './tenant-sales.ts'

const sales = '/api/v1/datasets/sales'

const sorts = {
  'order date, the usual sort': '',
  'order number': 'sort=order_no',
  'city, without an index': 'sort=city',
  'customer, of another table': 'sort=customer_name',
}

const filters: Record<string, Record<string, unknown>> = {
  'ship mode': { ship_mode: 'First Class' },
  'half a year': { date_from: '2020-01-01', date_to: '2020-06-30' },
  'amount at least 100': { amount_min: 100 },
  'no amount is so large': { amount_min: 1_000_000_000 },
  'region, and no row has it': { region: 'Atlantis' },
  'segment, of another table': { segment: 'Consumer' },
  'segment, and no row has it': { segment: 'Nobody' },
  'one article': { sku: 'SKU-0000003' },
  'a letter of most rows': { search: 'a' },
  'a word of a few rows': { search: '-500' },
  'a word that no row has': { search: 'zzzzqq' },
  'two words, and no row has both': { search: 'a zzzzqq' },
  'an ID that no row has': { ids: ['01980000-0000-7000-8000-000000000001'] },
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
      say('the lists are read')
      const next = await client.get<RowPage>(`${sales}/rows?limit=50`)
      for (const [measure, address] of addresses(next.pagination.next_cursor!)) {
        const web = watchUsage(stack.webPid)
        const milliseconds: number[] = []
        for (let run = -2; run < settings.runs; run += 1) {
          const seconds = await client.secondsToAnswer(`${sales}/${address}`)
          if (run >= 0) milliseconds.push(seconds * 1000)
        }
        table.push({
          ...{ measure, rows, runs: milliseconds.length },
          p50_ms: Math.round(percentile(milliseconds, 0.5)),
          p95_ms: Math.round(percentile(milliseconds, 0.95)),
          web_mb: Math.round(web.stop().own),
        })
      }
    }
    print(table, settings)
  } finally {
    await stop?.()
  }
}

function addresses(cursor: string): [measure: string, address: string][] {
  const filtered = Object.entries(filters).map(
    ([name, values]) => [name, `filters=${encodeURIComponent(JSON.stringify(values))}`] as const,
  )
  return [
    ...Object.entries(sorts).map(([name, sort]): [string, string] => [
      `first page by ${name}`,
      `rows?limit=50&${sort}`,
    ]),
    ['page behind a cursor', `rows?limit=50&cursor=${encodeURIComponent(cursor)}`],
    ...filtered.map(([name, query]): [string, string] => [`page: ${name}`, `rows?limit=50&${query}`]),
    ['sums of all rows', 'sums'],
    ...filtered.map(([name, query]): [string, string] => [`sums: ${name}`, `sums?${query}`]),
  ]
}
