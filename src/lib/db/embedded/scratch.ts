import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startPostgres, stopPostgres } from './postgres.ts'
import { dataFolder } from './postgres-home.ts'

export interface ScratchCluster {
  /** As superuser, database `postgres`. */
  url: string
  /** The folder that relative paths of its files start at. */
  data: string
}

const settings = {
  fsync: 'off',
  full_page_writes: 'off',
  // It would count the rows of tables that only say that they have some.
  autovacuum: 'off',
  shared_buffers: '16MB',
  max_connections: '10',
  shared_preload_libraries: '',
}

/**
 * Runs something with an embedded PostgreSQL of its own, in the folder for temporary files, which is removed when `run`
 * ends, and when this process ends, however it does. Throws Refusal where none can be started.
 */
export async function withScratchCluster<T>(run: (cluster: ScratchCluster) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'waybill-scratch-'))
  const superuserPassword = randomBytes(16).toString('hex')
  let warden: ReturnType<typeof guard> | undefined
  try {
    const { url, pid } = await startPostgres({ dir, superuserPassword, settings })
    warden = guard(dir, pid)
    return await run({ url, data: dataFolder(dir) })
  } finally {
    await stopPostgres(dir).finally(() => rmSync(dir, { recursive: true, force: true }))
    await warden?.dismiss()
  }
}

/** Waits for the end of its standard input, which comes with the end of the process that holds the other end. */
const wardenCode = `
process.stdin.on('data', () => process.exit()).on('end', () => {
  const [, pid, dir] = process.argv
  try { process.kill(Number(pid), 'SIGQUIT') } catch {}
  setTimeout(() => require('node:fs').rmSync(dir, { recursive: true, force: true, maxRetries: 20 }), 500)
})`

/** A process that outlives this one just long enough to stop and remove the cluster. */
function guard(dir: string, pid: number) {
  const child = spawn(process.execPath, ['-e', wardenCode, String(pid), dir], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  child.unref()
  return {
    async dismiss(): Promise<void> {
      const gone = once(child, 'exit')
      child.stdin.on('error', () => {})
      child.stdin.end('dismissed')
      await gone
    },
  }
}

/** A connection to a cluster of ours; the caller ends it. */
export async function connectToScratch(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'waybill scratch' })
  client.on('error', () => {})
  await client.connect()
  return client
}
