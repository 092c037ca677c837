import { readFileSync } from 'node:fs'
import pg from 'pg'
import startStack, { addTenants, readStack } from '../tests/e2e/stack.ts'
import { Client } from './client.ts'
import { print, readFlags } from './table.ts'

/** Large exports through the running system: time from the request to the published file, and the worker's memory. */
export async function exportsBench(flags: string[]): Promise<void> {
  const settings = readFlags(flags, { runs: 1, rows: 1_000_000 })
  const stop = await startStack()
  const stack = readStack()
  try {
    const [tenant] = await addTenants(1, 1_000)
    await multiplySales(stack.ownerUrl, tenant!.id, settings.rows)
    const client = new Client(stack.baseUrl, tenant!, 'admin')
    const rows = []
    for (let run = 0; run < settings.runs; run += 1) {
      for (const format of ['csv', 'excel', 'ndjson', 'json']) {
        const { id } = await client.createExport({
          export_name: format,
          export_type: 'sales',
          format,
          columns,
        })
        const worker = stack.workerPids[0]!
        const memory = watchMemory(worker)
        const { started_at, completed_at, status, rows: count } = await client.waitForExport(id, 50)
        const encoder_peak_mb = memory.stop()
        if (status !== 'completed') throw new Error(`${format} ended ${status}`)
        const seconds = (Date.parse(completed_at!) - Date.parse(started_at!)) / 1000
        rows.push({ format, rows: count, seconds, worker_peak_mb: peakMb(worker), encoder_peak_mb })
      }
    }
    print(rows, settings)
  } finally {
    await stop?.()
  }
}

const columns = [
  ...['id', 'updated_at', 'customer_name', 'sku', 'quantity'],
  ...['amount', 'profit', 'status', 'is_returned', 'notes'],
]

/** Copies the fixture's order lines until there are enough. */
async function multiplySales(ownerUrl: string, tenantId: string, rows: number): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows: found } = await client.query<{ column_name: string }>(`
      select column_name from information_schema.columns
      where table_schema = 'public' and table_name = 'sales' and column_name not in ('id', 'line_no')`)
    const names = found.map(({ column_name }) => pg.escapeIdentifier(column_name)).join(', ')
    await client.query(
      `insert into sales (id, line_no, ${names})
       select uuidv7(), 1000 + row_number() over (), ${names} from sales, generate_series(2, ceil($2::numeric / 1000)::int)
       where tenant_id = $1`,
      [tenantId, rows],
    )
    await client.query('vacuum analyze sales')
  } finally {
    await client.end()
  }
}

/** Follows the processes that a worker starts; `stop` tells the most that one of them ever held. */
function watchMemory(worker: number): { stop: () => number } {
  let peak = 0
  const timer = setInterval(() => {
    const children = readFileSync(`/proc/${worker}/task/${worker}/children`, 'utf8').split(' ')
    for (const pid of children.filter(Boolean)) peak = Math.max(peak, peakMb(Number(pid)))
  }, 20)
  return {
    stop() {
      clearInterval(timer)
      return peak
    },
  }
}

/** The most memory the process ever held, as the kernel counts it; 0 when it is gone. */
function peakMb(pid: number): number {
  try {
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Math.round(Number(peak?.[1] ?? 0) / 1024)
  } catch {
    return 0
  }
}
