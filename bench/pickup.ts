import { setTimeout as sleep } from 'node:timers/promises'
import startStack, { addTenants, readStack } from '../tests/e2e/stack.ts'
import { Client } from './client.ts'
import { percentile, print, readFlags } from './table.ts'

/**
 * How long an idle system takes from a stored request to a running worker, and to a file of 1,000 rows
 * in the client's hands. The pick-up is taken from the rows' own clock: created_at to started_at.
 */
export async function pickupBench(flags: string[]): Promise<void> {
  const settings = readFlags(flags, { runs: 200, rows: [1_000] })
  const lines = settings.rows[0]!
  const stop = await startStack()
  const stack = readStack()
  try {
    const [tenant] = await addTenants(1, lines)
    const client = new Client(stack.baseUrl, tenant!, 'admin')
    const pickups: number[] = []
    const clicks: number[] = []
    for (let run = -5; run < settings.runs; run += 1) {
      const clickedAt = performance.now()
      const created = await client.createExport({
        export_name: `Run ${run}`,
        export_type: 'sales',
        format: 'csv',
      })
      const done = await client.waitForExport(created.id, 25)
      await client.download(created.id)
      const seconds = performance.now() - clickedAt
      await sleep(50)
      if (run < 0) continue
      pickups.push(Date.parse(done.started_at!) - Date.parse(created.created_at))
      clicks.push(seconds)
    }
    const row = (measure: string, values: number[]) => ({
      measure,
      runs: values.length,
      p50_ms: Math.round(percentile(values, 0.5)),
      p95_ms: Math.round(percentile(values, 0.95)),
      max_ms: Math.round(Math.max(...values)),
    })
    const rows = [row('201 to processing', pickups), row(`click to file of ${lines} rows`, clicks)]
    print(rows, settings)
  } finally {
    await stop?.()
  }
}
