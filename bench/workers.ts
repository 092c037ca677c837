import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import startStack, { readStack, type Stack } from '../tests/e2e/stack.ts'
import { Client } from './client.ts'
import { print, readFlags, say } from './table.ts'
import { addTenantWithSales, salesColumns } from './tenant-sales.ts'

/** More than the exports that one company may have running in one worker. */
const companies = 4
const exportsOfEach = 12

/** What one worker and two finish in an hour when there is always more to do, and what the database sees of it. */
export async function workersBench(flags: string[]): Promise<void> {
  const settings = readFlags(flags, { runs: 1, rows: [1_000, 100_000] })
  const lines = []
  for (const workers of [1, 2]) {
    process.env.WORKERS = String(workers)
    const stop = await startStack()
    try {
      const stack = readStack()
      for (const rows of settings.rows)
        lines.push({ workers, rows, ...(await measure(stack, rows, workers)) })
    } finally {
      await stop?.()
      // The next start is one of its own.
      delete process.env.WAYBILL_E2E_DIR
    }
  }
  print(lines, settings)
}

async function measure(stack: Stack, rows: number, workers: number) {
  const clients = []
  for (let company = 0; company < companies; company += 1) {
    const tenant = await addTenantWithSales(stack.ownerUrl, rows)
    clients.push(new Client(stack.baseUrl, tenant, 'admin'))
  }
  await runAll(clients, rows, 1)
  say(`${companies * exportsOfEach} exports of ${rows} rows, ${workers} workers`)
  const connections = watchConnections(stack.ownerUrl)
  const begun = performance.now()
  const ended = await runAll(clients, rows, exportsOfEach).finally(connections.stop)
  const seconds = (performance.now() - begun) / 1000
  return {
    'exports an hour': Math.round((ended / seconds) * 3600),
    'rows a second': Math.round((ended * rows) / seconds),
    connections: await connections.stop(),
  }
}

async function runAll(clients: Client[], rows: number, each: number): Promise<number> {
  const asked = clients.flatMap((client) =>
    Array.from({ length: each }, async () => {
      const request = { export_name: 'Load', export_type: 'sales', format: 'csv', columns: salesColumns }
      const { id } = await patiently(() => client.createExport(request))
      const { status, rows: written } = await patiently(() => client.waitForExport(id, 250))
      if (status !== 'completed' || written !== rows)
        throw new Error(`it ended ${status} with ${written} rows`)
    }),
  )
  return (await Promise.all(asked)).length
}

/** Where all processes share two cores, a request may wait too long for its connection: a 503 asks to come again. */
async function patiently<T>(ask: () => Promise<T>, tries = 10): Promise<T> {
  for (let left = tries; ; left -= 1) {
    try {
      return await ask()
    } catch (error) {
      if (left === 0 || !/answered 503/.test(String(error))) throw error
      await sleep(1_000)
    }
  }
}

/** The most sessions that the database had at one time, without the one that looks. */
function watchConnections(ownerUrl: string): { stop: () => Promise<number> } {
  const ended = new AbortController()
  const look = async () => {
    const client = new pg.Client({ connectionString: ownerUrl })
    await client.connect()
    let most = 0
    while (!ended.signal.aborted) {
      const { rows } = await client.query(
        `select count(*)::int - 1 as sessions from pg_stat_activity where datname = current_database()`,
      )
      most = Math.max(most, rows[0].sessions)
      await sleep(100, undefined, { signal: ended.signal }).catch(() => {})
    }
    await client.end()
    return most
  }
  const looking = look()
  return {
    // What failed is told by whoever waits for the exports.
    stop() {
      ended.abort()
      return looking
    },
  }
}
