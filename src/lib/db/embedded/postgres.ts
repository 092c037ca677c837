import { execFile, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { takeLock } from './lock.mjs'
import { isPortFree } from './port.mjs'
import {
  dataFolder,
  giveTo,
  type PostgresHome,
  preparePostgresHome,
  readCluster,
  rememberCluster,
} from './postgres-home.ts'
import { clearRemains, readPostmaster, stopPostmaster } from './postmaster.ts'
import { Refusal } from './start-error.mjs'

export interface PostgresOptions {
  /** Folder of its own, kept between starts. For root its parents should be open to others (o+x). */
  dir: string
  superuserPassword: string
  /** Default: a random one that is remembered. */
  port?: number
  settings?: Record<string, string>
}

export interface RunningPostgres {
  /** As superuser, database `postgres`. */
  url: string
  port: number
  pid: number
  /** It was running already: `settings` are those of its start. */
  reattached: boolean
}

const lockWaitMs = 120_000
const settled = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  shared_preload_libraries: 'pg_stat_statements',
}
const plainEnvironment: NodeJS.ProcessEnv = { NODE_ENV: 'production', LC_ALL: 'C', PATH: process.env.PATH }

/**
 * Starts the embedded PostgreSQL, or finds the one that is running on this folder. It is nobody's
 * child: it outlives a killed launcher, and the next start finds it again. Throws Refusal.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const dir = resolve(options.dir)
  const lock = await takeLock(join(dir, 'postgres.lock'), { waitMs: lockWaitMs })
  try {
    const home = preparePostgresHome(dir)
    if (!existsSync(home.data)) await initialise(home, options)
    const running = await attach(home, options)
    if (running) return running
    await clearRemains(home.data)
    return await launch(home, options)
  } finally {
    lock.release()
  }
}

/** Stops the PostgreSQL of this folder, if it runs, and returns when it has ended. */
export async function stopPostgres(dir: string): Promise<void> {
  const lock = await takeLock(join(resolve(dir), 'postgres.lock'), { waitMs: lockWaitMs })
  try {
    const postmaster = readPostmaster(dataFolder(resolve(dir)))
    if (postmaster) await stopPostmaster(postmaster)
  } finally {
    lock.release()
  }
}

/** Made beside and then renamed, so a killed initdb leaves nothing that looks like a database. */
async function initialise(
  home: PostgresHome,
  { superuserPassword, settings }: PostgresOptions,
): Promise<void> {
  const draft = `${home.data}.init`
  const passwordFile = `${home.data}.password`
  writeFileSync(passwordFile, superuserPassword, { mode: 0o600 })
  giveTo(passwordFile, home.account)
  try {
    // Where a system has no UTF-8 locale, only pg_trgm and case folding outside ICU lose non-ASCII letters.
    for (const locale of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
      rmSync(draft, { recursive: true, force: true })
      mkdirSync(draft, { mode: 0o700 })
      giveTo(draft, home.account)
      const failure = await runInitdb(home, [
        `--pgdata=${draft}`,
        `--pwfile=${passwordFile}`,
        `--locale=${locale}`,
        ...(settings?.fsync === 'off' ? ['--no-sync'] : []),
      ])
      if (failure === undefined) return renameSync(draft, home.data)
      if (!failure.includes('invalid locale'))
        throw new Refusal(`PostgreSQL could not create its database:\n${failure}`)
    }
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(draft, { recursive: true, force: true })
  }
}

/** Resolves to what it complained of, undefined when all went well. */
async function runInitdb(home: PostgresHome, args: string[]): Promise<string | undefined> {
  const fixed = ['--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8', '--no-instructions']
  const icu = ['--locale-provider=icu', '--icu-locale=und']
  try {
    await promisify(execFile)(join(home.binaries, 'bin', 'initdb'), [...fixed, ...icu, ...args], {
      cwd: '/',
      env: plainEnvironment,
      ...home.account,
    })
    return undefined
  } catch (error) {
    return (error as { stderr?: string }).stderr?.trim() || String(error)
  }
}

async function attach(home: PostgresHome, options: PostgresOptions): Promise<RunningPostgres | undefined> {
  let postmaster = readPostmaster(home.data)
  for (; postmaster?.port === 0; await sleep(10)) postmaster = readPostmaster(home.data)
  if (!postmaster) return undefined
  const { pid } = postmaster
  if (options.port !== undefined && options.port !== postmaster.port) {
    await stopPostmaster(postmaster)
    return undefined
  }
  const url = superuserUrl(options, postmaster.port)
  const isAlive = () => readPostmaster(home.data)?.pid === pid
  return (await answers(url, isAlive)) ? { ...postmaster, url, reattached: true } : undefined
}

/** Tries again while an old server's remains are still in the way, or another program took the random port. */
async function launch(home: PostgresHome, options: PostgresOptions): Promise<RunningPostgres> {
  for (const deadline = Date.now() + 30_000; ; await sleep(100)) {
    const port = await choosePort(home, options.port)
    const server = spawnServer(home, { ...settled, ...options.settings, port: String(port) })
    const url = superuserUrl(options, port)
    if (await answers(url, () => server.complaint() === undefined)) {
      rememberCluster(home.dir, { port })
      return { url, port, pid: server.pid, reattached: false }
    }
    const complaint = server.complaint() ?? ''
    const isPassing = /shared memory block|could not bind|lock file "postmaster.pid"/.test(complaint)
    if (!isPassing || Date.now() > deadline) {
      throw new Refusal(`PostgreSQL did not start (its log is ${home.log}):\n${complaint}`)
    }
  }
}

async function choosePort(home: PostgresHome, wanted: number | undefined): Promise<number> {
  if (wanted !== undefined) {
    if (await isPortFree(wanted)) return wanted
    throw new Refusal(`Port ${wanted}, meant for PostgreSQL (WAYBILL_PG_PORT), is taken by another program.`)
  }
  // Below the range from which systems take the ports of outgoing connections.
  let port = readCluster(home.dir).port ?? randomInt(15_000, 32_000)
  while (!(await isPortFree(port))) port = randomInt(15_000, 32_000)
  return port
}

function spawnServer(home: PostgresHome, settings: Record<string, string>) {
  const logStart = existsSync(home.log) ? statSync(home.log).size : 0
  const log = openSync(home.log, 'a', 0o600)
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(join(home.binaries, 'bin', 'postgres'), ['-D', home.data, ...flags], {
    cwd: '/',
    detached: true,
    env: plainEnvironment,
    stdio: ['ignore', log, log],
    ...home.account,
  })
  closeSync(log)
  child.unref()
  let failure: string | undefined
  child.once('error', (error) => {
    failure = error.message
  })
  function complaint(): string | undefined {
    if (failure !== undefined || child.exitCode === null) return failure
    return readFileSync(home.log).subarray(logStart).toString().trim() || 'it ended without a message'
  }
  return { pid: child.pid ?? 0, complaint }
}

/** Waits until the server takes a session, or is gone. Throws Refusal when it does not know the password. */
async function answers(connectionString: string, isAlive: () => boolean): Promise<boolean> {
  while (isAlive()) {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.query('select')
      return true
    } catch (error) {
      if ((error as { code?: string }).code === '28P01') {
        throw new Refusal(
          'The embedded PostgreSQL was created with a different password than the one in secrets.json.',
        )
      }
      await sleep(20)
    } finally {
      await client.end().catch(() => {})
    }
  }
  return false
}

function superuserUrl({ superuserPassword }: PostgresOptions, port: number): string {
  return `postgresql://postgres:${encodeURIComponent(superuserPassword)}@127.0.0.1:${port}/postgres`
}
