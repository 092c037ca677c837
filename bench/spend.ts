import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { migrate, provisionAppLogin } from '#src/lib/db/migrate.ts'
import { installQueues } from '#src/lib/jobs/queue.ts'
import { createDatabase } from '../scripts/launcher/database.ts'
import { startPostgres, stopPostgres } from '../src/lib/db/embedded/postgres.ts'
import { queues } from '../worker/jobs.ts'
import { measureDecisions } from './spend/decisions.ts'
import { measureStops } from './spend/stops.ts'
import { print } from './table.ts'

const kills = 40
const slowCommitMs = 2
/** How many trades it takes to tell how fast decisions are. */
const measured = 20_000
/** How many of them become orders, and how often whoever places them is killed. */
const ordered = 400
const orderKills = 8

/**
 * Decisions a second and how long each takes, also where a commit takes 2 ms; then `--trades` (100,000) under kills,
 * where not a cent may be missing, and 400 that become orders; then `--stops` (100). What is 0 is left out.
 */
export async function spendBench(flags: string[]): Promise<void> {
  const { trades, stops, json } = readOptions(flags)
  const dir = mkdtempSync(join(tmpdir(), 'waybill-bench-'))
  const server = await startPostgres({ dir, superuserPassword: 'bench' })
  try {
    const ownerUrl = await createDatabase(server.url, 'bench')
    await migrate(ownerUrl)
    await installQueues(ownerUrl, queues)
    const appUrl = await provisionAppLogin(ownerUrl, 'bench')
    if (trades > 0) {
      const fast = { trades: Math.min(trades, measured), kills: 0, commitMs: 0, areOrders: false }
      const table = [await measureDecisions(ownerUrl, appUrl, fast)]
      await delayCommits(server.url, slowCommitMs)
      table.push(await measureDecisions(ownerUrl, appUrl, { ...fast, commitMs: slowCommitMs }))
      await delayCommits(server.url, 0)
      table.push(await measureDecisions(ownerUrl, appUrl, { ...fast, trades, kills }))
      const orders = { trades: Math.min(trades, ordered), kills: orderKills, areOrders: true }
      table.push(await measureDecisions(ownerUrl, appUrl, { ...fast, ...orders }))
      print(table, { json })
    }
    if (stops > 0) print([await measureStops(ownerUrl, appUrl, stops)], { json })
  } finally {
    await stopPostgres(dir)
    rmSync(dir, { recursive: true, force: true })
  }
}

function readOptions(flags: string[]) {
  const { values } = parseArgs({
    args: flags,
    options: {
      trades: { type: 'string', default: '100000' },
      stops: { type: 'string', default: '100' },
      json: { type: 'boolean', default: false },
    },
  })
  const [trades, stops] = [Number(values.trades), Number(values.stops)]
  for (const [name, number] of Object.entries({ trades, stops }))
    if (!Number.isInteger(number) || number < 0) throw new Error(`--${name} must be a whole number from 0`)
  return { trades, stops, json: values.json }
}

/** Makes every later session wait before it writes a commit to disk. */
async function delayCommits(superuserUrl: string, milliseconds: number): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  await client.query(`alter database waybill set commit_delay = ${milliseconds * 1000}`)
  await client.query('alter database waybill set commit_siblings = 0')
  await client.end()
}
