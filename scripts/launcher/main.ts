import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Lock, processStamp } from '../../src/lib/db/embedded/lock.mjs'
import { stopPostgres } from '../../src/lib/db/embedded/postgres.ts'
import { Refusal } from '../../src/lib/db/embedded/start-error.mjs'
import { root } from './paths.mjs'
import { type Prepared, prepare, startEmbedded } from './preparation.ts'
import { type Processes, restartOnChange, startProcesses, stopProcesses } from './processes.ts'
import { waitUntilReady } from './ready.ts'
import { writePrivately } from './secrets.ts'
import { readSettings, type Settings } from './settings.ts'
import { listenForStop } from './stop-request.ts'

interface Instance extends Prepared {
  settings: Settings
  lock: Lock
  stop: AbortController
  processes?: Processes
  postgresWatch?: Promise<void>
  isReady: boolean
}

/** Runs one instance from start to stop; resolves to the exit code. */
export async function run({ isDev, lock }: { isDev: boolean; lock: Lock }): Promise<number> {
  const settings = readSettings(isDev)
  const stop = listenForStop(() => abandon(instance))
  const instance: Instance = { settings, lock, stop, isReady: false }
  try {
    await start(instance)
    return await stopped(stop.signal)
  } catch (error) {
    const cause = stop.signal.reason ?? error
    if (cause.name === 'AbortError') return 0
    console.error(cause instanceof Refusal ? cause.message : cause)
    return 1
  } finally {
    await shutDown(instance)
  }
}

async function start(instance: Instance): Promise<void> {
  const { settings, stop } = instance
  const begun = Date.now()
  prepareFolders(settings)
  await prepare(settings, instance, stop.signal)
  if (settings.databaseUrl === undefined) instance.postgresWatch = keepPostgres(instance)
  let deaths = 0
  instance.processes = startProcesses(settings, instance.appUrl!, {
    onSpawn: () => writeRunFile(instance),
    onDeath(name, how, delayMs, log) {
      console.log(`The ${name} process ${how}; it starts again in ${delayMs / 1000} s.`)
      if (instance.isReady || ++deaths < 3) return
      stop.abort(new Refusal(`The ${name} process keeps stopping: see ${shown(log)}`))
    },
  })
  const readiness = await waitUntilReady(settings.localUrl, 120_000, stop.signal)
  if (!readiness.isReady) throw new Refusal(`The web app did not become ready: ${readiness.answer}`)
  instance.isReady = true
  writeRunFile(instance)
  if (settings.isDev) restartOnChange(instance.processes.workers, stop.signal)
  printSummary(instance, Date.now() - begun)
}

/** PostgreSQL runs as another user where the launcher is root, and must be able to pass. */
function prepareFolders({ dir, logDir, storageDir, mailDir, runFile }: Settings): void {
  mkdirSync(dir, { recursive: true })
  chmodSync(dir, process.getuid?.() === 0 ? 0o711 : 0o700)
  for (const folder of [logDir, storageDir, mailDir]) {
    if (folder !== null) mkdirSync(folder, { recursive: true, mode: 0o700 })
  }
  rmSync(runFile, { force: true })
}

/** Starts PostgreSQL again, on the same port, when it is gone while the instance runs. */
async function keepPostgres(instance: Instance): Promise<void> {
  const { signal } = instance.stop
  const { port } = instance.postgres!
  while (!signal.aborted) {
    await sleep(1_000, undefined, { signal }).catch(() => {})
    if (signal.aborted || processStamp(instance.postgres!.pid)) continue
    try {
      console.log('PostgreSQL has stopped; it starts again.')
      instance.postgres = await startEmbedded(instance.settings, port)
      writeRunFile(instance)
    } catch (error) {
      console.error((error as Error).message)
    }
  }
}

/** The run contract for operators and scripts; process ids follow every restart. */
function writeRunFile({ settings, processes, ownerUrl, postgres, isReady }: Instance): void {
  if (!isReady || !processes) return
  const logs = processes.logs.map((log) => log.path)
  if (postgres) logs.push(join(settings.postgresDir, 'postgres.log'))
  writePrivately(settings.runFile, {
    base_url: settings.appUrl,
    web_pid: processes.web.pid(),
    worker_pids: processes.workers.map((worker) => worker.pid()),
    pg: { url: ownerUrl, pid: postgres?.pid ?? null },
    storage_dir: settings.storageDir,
    mail_dir: settings.mailDir,
    log_files: logs,
  })
}

function printSummary(instance: Instance, tookMs: number): void {
  const { settings } = instance
  console.log(`\nWaybill is ready at ${settings.appUrl} (${(tookMs / 1000).toFixed(1)} s).\n`)
  printFirstAdmin(instance)
  if (settings.mailDir !== null)
    console.log(`  Mail      is kept in ${shown(settings.mailDir)}: set SMTP_URL to send it`)
  console.log(`  State     npm run status     Logs  ${shown(settings.logDir)}`)
  console.log('  Stop      Ctrl-C\n')
}

/** Told once, even when the start fails after it was made. */
function printFirstAdmin(instance: Instance): void {
  const { firstAdmin } = instance
  if (!firstAdmin) return
  console.log(`  Sign in   ${firstAdmin.email}`)
  console.log(`  Password  ${firstAdmin.password}   (shown only now)`)
  console.log('  Next      sign in, open Exports, and make the first file from the sample company\n')
  instance.firstAdmin = null
}

async function shutDown(instance: Instance): Promise<void> {
  const { settings, stop, processes } = instance
  printFirstAdmin(instance)
  if (!stop.signal.aborted) stop.abort()
  if (processes) await stopProcesses(processes)
  await instance.postgresWatch
  if (instance.postgres) await stopPostgres(settings.postgresDir)
  rmSync(settings.runFile, { force: true })
  instance.lock.release()
  console.log('Stopped.')
}

/** The second Ctrl-C: nothing is waited for. PostgreSQL still gets its clean shutdown, by itself. */
function abandon({ settings, lock, processes, postgres }: Instance): void {
  for (const child of processes ? [...processes.workers, processes.web] : []) child.kill()
  if (postgres && processStamp(postgres.pid)) process.kill(postgres.pid, 'SIGINT')
  rmSync(settings.runFile, { force: true })
  lock.release()
  process.exit(130)
}

/** Rejects with the reason of the stop, an AbortError where it was asked for. */
function stopped(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

function shown(path: string): string {
  return path.startsWith(root) ? relative(root, path) : path
}
