import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import startStack, { readStack } from '../tests/e2e/stack.ts'
import { Client } from './client.ts'
import { percentile, print, readFlags, say } from './table.ts'
import { addTenantWithSales, salesColumns } from './tenant-sales.ts'

/** What the launcher needs to start a killed worker again. */
const restartMs = 4_000

/**
 * How long an export waits for another worker when its own is killed in the middle of the rows, and how long
 * the second one then takes to stop when the export is cancelled. Both by the database's clock.
 */
export async function recoveryBench(flags: string[]): Promise<void> {
  const settings = readFlags(flags, { runs: 10, rows: [300_000] })
  process.env.WORKERS = '2'
  const stop = await startStack()
  const stack = readStack()
  const owner = new pg.Client({ connectionString: stack.ownerUrl })
  try {
    await owner.connect()
    const client = new Client(
      stack.baseUrl,
      await addTenantWithSales(stack.ownerUrl, settings.rows[0]!),
      'admin',
    )
    const takeovers: number[] = []
    const stops: number[] = []
    for (let run = 0; run < settings.runs; run += 1) {
      const { id } = await client.createExport({
        ...{ export_name: `Run ${run}`, export_type: 'sales' },
        ...{ format: 'csv', columns: salesColumns },
      })
      const killedAt = await killWorkerOf(owner, id)
      takeovers.push((await startOf(owner, id, 2)).startedAt - killedAt)
      await client.cancel(id)
      stops.push(await untilCancelled(owner, id))
      say(`run ${run + 1}: taken over after ${takeovers.at(-1)} ms, cancelled after ${stops.at(-1)} ms`)
      await sleep(restartMs)
    }
    const row = (measure: string, values: number[]) => ({
      ...{ measure, runs: values.length, p50_ms: Math.round(percentile(values, 0.5)) },
      max_ms: Math.round(Math.max(...values)),
    })
    print([row('killed to taken over', takeovers), row('cancel to cancelled', stops)], settings)
  } finally {
    await owner.end()
    await stop?.()
  }
}

/** Ends the worker of the first attempt once rows are being written; resolves to the instant in ms. */
async function killWorkerOf(owner: pg.Client, id: string): Promise<number> {
  const { worker } = await startOf(owner, id, 1)
  await sleep(200)
  const { rows } = await owner.query<{ now: string }>(
    'select extract(epoch from clock_timestamp()) * 1000 as now',
  )
  process.kill(Number(worker.split(':').at(-1)), 'SIGKILL')
  return Math.round(Number(rows[0]!.now))
}

async function startOf(owner: pg.Client, id: string, attempt: number) {
  for (;;) {
    const { rows } = await owner.query<{ worker: string; started: string }>(
      `select worker_node as worker, extract(epoch from started_at) * 1000 as started
       from export_attempts where export_id = $1 and attempt = $2`,
      [id, attempt],
    )
    if (rows[0]) return { worker: rows[0].worker, startedAt: Math.round(Number(rows[0].started)) }
    await sleep(5)
  }
}

async function untilCancelled(owner: pg.Client, id: string): Promise<number> {
  for (;;) {
    const { rows } = await owner.query<{ took: string }>(
      `select extract(epoch from completed_at - cancel_requested_at) * 1000 as took
       from data_exports where id = $1 and status = 'cancelled'`,
      [id],
    )
    if (rows[0]) return Number(rows[0].took)
    await sleep(5)
  }
}
