import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import startStack, { readStack, type Stack } from '../tests/e2e/stack.ts'
import { startS3 } from '../tests/support/s3-server.ts'
import { Client } from './client.ts'
import { exportOnce } from './running-system.ts'
import { print, readFlags, say } from './table.ts'
import { addTenantWithSales } from './tenant-sales.ts'

/** Exports whose files are kept in a bucket: time, memory, and what the worker's disk held meanwhile. */
export async function s3Bench(flags: string[]): Promise<void> {
  const settings = readFlags(flags, { runs: 1, rows: [1_000_000] })
  const server = await startS3()
  Object.assign(process.env, {
    ...{ S3_BUCKET: 'waybill', S3_ENDPOINT: server.endpoint, S3_FORCE_PATH_STYLE: 'true' },
    ...{ S3_ACCESS_KEY_ID: 'S3RVER', S3_SECRET_ACCESS_KEY: 'S3RVER' },
    // What one export keeps for other formats would count for the next.
    SPOOL_KEEP_MB: '0',
  })
  const stop = await startStack()
  try {
    const stack = readStack()
    const lines = []
    for (const rows of settings.rows) {
      const tenant = await addTenantWithSales(stack.ownerUrl, rows)
      const client = new Client(stack.baseUrl, tenant, 'admin')
      for (const format of settings.formats ?? ['csv', 'excel']) {
        for (let run = 0; run < settings.runs; run += 1) {
          say(`${format} to S3, ${rows} rows`)
          lines.push({ format, rows, ...(await measure(stack, client, format, rows)) })
        }
      }
    }
    print(lines, settings)
  } finally {
    await stop?.()
    await server.stop()
  }
}

async function measure(stack: Stack, client: Client, format: string, rows: number) {
  const disk = watchDisk(stack.storageDir)
  const { seconds, workerMb, encoderMb } = await exportOnce(stack, client, format, rows)
  const { spool, others } = await disk.stop()
  return {
    seconds: Number(seconds.toFixed(1)),
    'worker MB': Math.round(workerMb),
    'encoder MB': Math.round(encoderMb),
    'spool MB': Math.round(spool / 1e6),
    'other files on the disk, MB': Math.round(others / 1e6),
  }
}

/** The most that the spool held, and all other files together at one time, in bytes. */
function watchDisk(folder: string): { stop: () => Promise<{ spool: number; others: number }> } {
  const ended = new AbortController()
  const most = { spool: 0, others: 0 }
  const follow = async () => {
    while (!ended.signal.aborted) {
      const sizes = await sizesBelow(folder)
      const isSpool = (name: string) => name.endsWith('.copy')
      const sum = (wanted: boolean) =>
        sizes.reduce((all, { name, bytes }) => all + (isSpool(name) === wanted ? bytes : 0), 0)
      most.spool = Math.max(most.spool, sum(true))
      most.others = Math.max(most.others, sum(false))
      await sleep(20, undefined, { signal: ended.signal }).catch(() => {})
    }
  }
  const following = follow()
  return {
    async stop() {
      ended.abort()
      await following
      return most
    },
  }
}

/** Without what is gone between the list and the look. */
async function sizesBelow(folder: string): Promise<{ name: string; bytes: number }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile())
  return Promise.all(
    files.map(async ({ parentPath, name }) => ({
      name,
      bytes: (await stat(join(parentPath, name)).catch(() => undefined))?.size ?? 0,
    })),
  )
}
