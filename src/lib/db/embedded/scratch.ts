import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
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
  // Before anything is there that a killed process would leave behind.
  const warden = guard(dir)
  try {
    const { url } = await startPostgres({ dir, superuserPassword, settings })
    return await run({ url, data: dataFolder(dir) })
  } finally {
    await stopPostgres(dir).finally(() => remove(dir))
    await warden.dismiss()
  }
}

/** Root has its data elsewhere where the folder for temporary files is closed to others. */
function remove(dir: string): void {
  for (const folder of [dirname(dataFolder(dir)), dir]) rmSync(folder, { recursive: true, force: true })
}

/**
 * Waits for the end of its standard input, which comes with the end of the process that holds the other end. Then it
 * looks several times, because an initdb or a server that the process had just started may not be seen at first.
 */
const wardenCode = `
const { readFileSync, rmSync } = require('node:fs')
const { dirname, join } = require('node:path')
const [, dir] = process.argv
let data = join(dir, 'data')
process.stdin.on('data', () => process.exit()).on('end', () => {
  try { data = JSON.parse(readFileSync(join(dir, 'cluster.json'), 'utf8')).data ?? data } catch {}
  clear(6)
})
function clear(left) {
  for (const folder of [data, data + '.init']) quit(folder)
  setTimeout(() => {
    for (const folder of [dirname(data), dir])
      try { rmSync(folder, { recursive: true, force: true, maxRetries: 20 }) } catch {}
    if (left > 1) clear(left - 1)
  }, 500)
}
function quit(folder) {
  try {
    // The file of a server that initdb runs has the number with a minus sign.
    const pid = Math.abs(parseInt(readFileSync(join(folder, 'postmaster.pid'), 'utf8')))
    if (pid > 1) process.kill(pid, 'SIGQUIT')
  } catch {}
}`

/** A process that outlives this one just long enough to stop and remove the cluster. */
function guard(dir: string) {
  const child = spawn(process.execPath, ['-e', wardenCode, dir], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  // Listened to from the start: it may be gone long before it is dismissed. One that could not be started guards nothing.
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.on('error', () => resolve())
  })
  child.stdin?.on('error', () => {})
  child.unref()
  return {
    async dismiss(): Promise<void> {
      // Else this process, with nothing else to do, would end before that.
      child.ref()
      child.stdin?.end('dismissed')
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
