import pg from 'pg'
import startStack, { addTenants, readStack } from '../tests/e2e/stack.ts'
import { insertHistory } from './export-history.ts'
import { percentile, print, readFlags } from './table.ts'

/** How long statistics and analytics of a company with many exports in the last 30 days take, over HTTP. */
export async function analyticsBench(flags: string[]): Promise<void> {
  const settings = readFlags(flags, { runs: 40, rows: [100_000] })
  const stop = await startStack()
  const { baseUrl, ownerUrl } = readStack()
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    const [tenant] = await addTenants(1, 10)
    const { id } = tenant!.users.find(({ role }) => role === 'admin')!
    const { key } = tenant!.api_keys.find(({ kind, role }) => kind === 'full' && role === 'admin')!
    await owner.query(insertHistory, [tenant!.id, settings.rows[0], id])
    await owner.query('vacuum (analyze) data_exports, export_statistics, export_download_logs')
    const rows = []
    for (const measure of ['statistics', 'analytics']) {
      const times: number[] = []
      for (let run = -3; run < settings.runs; run += 1) {
        const startedAt = performance.now()
        const answer = await fetch(`${baseUrl}/api/v1/exports/${measure}`, {
          headers: { authorization: `Bearer ${key}` },
        })
        await answer.arrayBuffer()
        if (answer.status !== 200) throw new Error(`${measure} answered ${answer.status}`)
        if (run >= 0) times.push(performance.now() - startedAt)
      }
      rows.push({
        ...{ measure, exports: settings.rows[0]!, runs: times.length },
        p50_ms: Math.round(percentile(times, 0.5)),
        p95_ms: Math.round(percentile(times, 0.95)),
      })
    }
    print(rows, settings)
  } finally {
    await owner.end()
    await stop?.()
  }
}
