import { watch } from 'node:fs'
import { join } from 'node:path'
import { workerBundle } from '../build-worker.ts'
import { type Child, supervise } from './children.ts'
import { type LogFile, openLogFile } from './log-file.ts'
import { bindAddress, root } from './paths.mjs'
import { childEnvironment, type Settings, workerName } from './settings.ts'
import { webEnvironment, webServer } from './web-build.ts'

/** Copying rows makes short-lived buffers; collected late they would double a worker's memory. */
const smallYoungSpace = '--max-semi-space-size=2'

export interface Processes {
  web: Child
  workers: Child[]
  logs: LogFile[]
}

export interface ProcessEvents {
  onSpawn(): void
  onDeath(name: string, how: string, delayMs: number, log: string): void
}

/** Starts the web process and the workers, and keeps them running. */
export function startProcesses(settings: Settings, databaseUrl: string, events: ProcessEvents): Processes {
  const env = childEnvironment(settings, databaseUrl)
  const logs: LogFile[] = []
  function begin(name: string, args: string[], extra: NodeJS.ProcessEnv | object = {}): Child {
    const log = openLogFile(join(settings.logDir, `${name.replace(' ', '-')}.log`), name)
    logs.push(log)
    return supervise({
      name,
      args,
      env: { ...env, ...extra },
      log,
      onSpawn: events.onSpawn,
      onDeath: (how, delayMs) => events.onDeath(name, how, delayMs, log.path),
    })
  }
  const web = begin('web', settings.isDev ? devServer(settings) : [webServer], webEnvironment)
  const source = settings.isDev ? join(root, 'worker', 'main.ts') : workerBundle
  const workers = Array.from({ length: settings.workers }, (_, index) =>
    begin(`worker ${index + 1}`, [smallYoungSpace, source], { WORKER_NAME: workerName(index + 1) }),
  )
  return { web, workers, logs }
}

/**
 * Starts the workers again when a file they may use changes. `node --watch` would do this, but as a
 * process in between that outlives a killed launcher.
 */
export function restartOnChange(workers: Child[], signal: AbortSignal): void {
  let timer: NodeJS.Timeout | undefined
  for (const folder of ['src', 'worker']) {
    watch(join(root, folder), { recursive: true, signal }, (_, file) => {
      if (!file?.endsWith('.ts') || file.endsWith('.test.ts')) return
      clearTimeout(timer)
      timer = setTimeout(() => {
        for (const worker of workers) worker.restart()
      }, 200)
    })
  }
}

/** Workers first, as they hand their jobs back through a database that must still be there. */
export async function stopProcesses({ web, workers }: Processes): Promise<void> {
  const graceMs = Number(process.env.GRACE_SECONDS || 8) * 1_000
  await Promise.all(workers.map((worker) => worker.stop(graceMs + 2_000)))
  await web.stop(5_000)
}

function devServer({ port }: Settings): string[] {
  return [join(root, 'node_modules/next/dist/bin/next'), 'dev', '-p', String(port), '-H', bindAddress()]
}
