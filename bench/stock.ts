import pg from 'pg'
import type { FixtureTenant } from '../scripts/sample/fixtures.ts'
import startStack, { addTenants, readStack } from '../tests/e2e/stack.ts'
import { measureLedger } from './stock-ledger.ts'
import { percentile, print, readFlags, say } from './table.ts'

const callers = 20
const levelCount = 1_000

interface Level {
  item: string
  location: string
}

/**
 * Postings over HTTP by 20 callers at once, on many levels and on one: how many a second, and how long each takes;
 * `--rows` says how many are made. Then lists, a ledger and the recount of a company with 100,000 items at four
 * locations and 5,000,000 movements, each list `--runs` times.
 */
export async function stockBench(flags: string[]): Promise<void> {
  const settings = readFlags(flags, { runs: 30, rows: [5_000] })
  const stop = await startStack()
  const { baseUrl, ownerUrl } = readStack()
  try {
    const [tenant] = await addTenants(1, levelCount)
    const levels = await findLevels(ownerUrl, tenant!.id)
    const table = []
    for (const postings of settings.rows) {
      for (const [measure, chosen] of [
        [`${callers} callers, ${levels.length} levels`, levels],
        [`${callers} callers, one level`, levels.slice(0, 1)],
      ] as const) {
        say(`${postings} postings: ${measure}`)
        table.push({ measure, postings, ...(await postAll(baseUrl, tenant!, chosen, postings)) })
      }
    }
    print(table, settings)
    print(await measureLedger({ items: 100_000, movements: 5_000_000, runs: settings.runs }), settings)
  } finally {
    await stop?.()
  }
}

async function findLevels(ownerUrl: string, tenantId: string): Promise<Level[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<Level>(
      'select product_id as item, location_id as location from inventory_items where tenant_id = $1 order by id',
      [tenantId],
    )
    return rows
  } finally {
    await client.end()
  }
}

async function postAll(baseUrl: string, tenant: FixtureTenant, levels: readonly Level[], postings: number) {
  const { key } = tenant.api_keys.find(({ kind, role }) => kind === 'full' && role === 'manager')!
  const milliseconds: number[] = []
  let next = 0
  const begun = performance.now()
  const caller = async () => {
    while (next < postings) {
      const { item, location } = levels[next % levels.length]!
      next += 1
      const started = performance.now()
      const response = await fetch(`${baseUrl}/api/v2/inventory/${item}/adjust`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ location_id: location, quantity: 1, reason: 'bench' }),
      })
      await response.arrayBuffer()
      if (response.status !== 201) throw new Error(`a posting answered ${response.status}`)
      milliseconds.push(performance.now() - started)
    }
  }
  await Promise.all(Array.from({ length: callers }, caller))
  const seconds = (performance.now() - begun) / 1000
  return {
    per_second: Math.round(postings / seconds),
    p50_ms: Math.round(percentile(milliseconds, 0.5)),
    p95_ms: Math.round(percentile(milliseconds, 0.95)),
  }
}
