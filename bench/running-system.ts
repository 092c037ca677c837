import type { Format } from '#src/encoding/rows/format.ts'
import type { Stack } from '../tests/e2e/stack.ts'
import { Client } from './client.ts'
import type { Measurement } from './measurement.ts'
import { watchUsage } from './process-tree.ts'
import { median, say } from './table.ts'
import { addTenantWithSales, salesColumns } from './tenant-sales.ts'

/**
 * The same kind of export through the running system, one after the other: from the stored request to the
 * published file by the row's own clock, and the peaks of the worker and of its encoder.
 */
export async function measureSystem(
  stack: Stack,
  formats: Format[],
  { rows, runs }: { rows: number; runs: number },
): Promise<Measurement[]> {
  const fitting = formats.filter(({ limits }) => rows <= (limits.rows ?? Number.POSITIVE_INFINITY))
  if (fitting.length === 0) return []
  const tenant = await addTenantWithSales(stack.ownerUrl, rows)
  const client = new Client(stack.baseUrl, tenant, 'admin')
  const measurements: Measurement[] = []
  let workerMb = 0
  for (const { key } of fitting) {
    say(`${key} through the running system, ${rows} rows`)
    const done = []
    for (let run = 0; run < runs; run += 1) done.push(await exportOnce(stack, client, key, rows))
    workerMb = Math.max(workerMb, ...done.map((run) => run.workerMb))
    measurements.push({
      ...{ format: key, rows, yardstick: 'none: running system, encoder' },
      seconds: median(done.map((run) => run.seconds)),
      rssMb: Math.max(...done.map((run) => run.encoderMb)),
    })
  }
  return [
    ...measurements,
    { format: 'all', rows, yardstick: 'none: running system, worker', rssMb: workerMb },
  ]
}

export async function exportOnce(stack: Stack, client: Client, format: string, rows: number) {
  const memory = watchUsage(stack.workerPids[0]!)
  try {
    const { id, created_at } = await client.createExport({
      ...{ export_name: format, export_type: 'sales' },
      ...{ format, columns: salesColumns },
    })
    const ended = await client.waitForExport(id, 100)
    if (ended.status !== 'completed' || ended.rows !== rows) {
      throw new Error(
        `${format}, ${rows} rows, running system: it ended ${ended.status} with ${ended.rows} rows`,
      )
    }
    const { own, largestChild } = memory.stop()
    const seconds = (Date.parse(ended.completed_at!) - Date.parse(created_at)) / 1000
    return { seconds, workerMb: own, encoderMb: largestChild }
  } finally {
    memory.stop()
  }
}
