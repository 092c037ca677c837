import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { LogFile } from './log-file.ts'
import { root } from './paths.mjs'

const preload = fileURLToPath(new URL('./die-with-parent.mjs', import.meta.url))
const firstDelayMs = 250
const longestDelayMs = 5_000
/** A process that lived this long was well; the next restart is quick again. */
const wellAfterMs = 60_000

export interface ChildSpec {
  name: string
  args: string[]
  env: NodeJS.ProcessEnv
  log: LogFile
  /** A new process runs under this name. */
  onSpawn(): void
  /** It ended by itself and is started again after the delay. */
  onDeath(how: string, delayMs: number): void
}

export interface Child {
  pid(): number
  /** Ends it and starts it again at once. */
  restart(): void
  /** SIGTERM, and SIGKILL for its whole group after the grace time. */
  stop(graceMs: number): Promise<void>
  kill(): void
}

/** Runs a Node.js process and starts it again, with growing pauses, whenever it ends by itself. */
export function supervise(spec: ChildSpec): Child {
  let child = spawnChild(spec)
  let isStopping = false
  let isRestarting = false
  let delayMs = firstDelayMs
  let timer: NodeJS.Timeout | undefined

  function watch(): void {
    const start = Date.now()
    child.once('exit', (code, signal) => died(signal ? `was ended by ${signal}` : `ended with code ${code}`))
    child.once('error', (error) => {
      if (child.pid === undefined) died(`could not be started (${error.message})`)
    })
    function died(how: string): void {
      if (isStopping) return
      if (isRestarting) {
        again()
        return
      }
      if (Date.now() - start > wellAfterMs) delayMs = firstDelayMs
      spec.onDeath(how, delayMs)
      timer = setTimeout(again, delayMs)
      delayMs = Math.min(delayMs * 2, longestDelayMs)
    }
  }
  function again(): void {
    clearTimeout(timer)
    isRestarting = false
    child = spawnChild(spec)
    watch()
    spec.onSpawn()
  }
  watch()

  return {
    pid: () => child.pid ?? 0,
    restart() {
      isRestarting = true
      if (isAlive(child)) child.kill('SIGTERM')
      else again()
    },
    async stop(graceMs) {
      isStopping = true
      clearTimeout(timer)
      child.kill('SIGTERM')
      const deadline = Date.now() + graceMs
      while (isAlive(child) && Date.now() < deadline) await sleep(10)
      killGroup(child)
      while (isAlive(child)) await sleep(10)
    },
    kill() {
      isStopping = true
      clearTimeout(timer)
      killGroup(child)
    },
  }
}

/** Detached: a Ctrl-C in the terminal must reach the launcher only, which then stops everything in order. */
function spawnChild({ args, env, log }: ChildSpec): ChildProcess {
  const child = spawn(process.execPath, ['--import', preload, ...args], {
    cwd: root,
    detached: true,
    env: { ...env, WAYBILL_DIES_WITH_PARENT: '1' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  log.follow(child.stdout!)
  log.follow(child.stderr!)
  return child
}

function isAlive(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null
}

/** The group outlives its head when a `next dev` is killed. */
function killGroup(child: ChildProcess): void {
  try {
    process.kill(-child.pid!, 'SIGKILL')
  } catch {
    // Nobody is left in it.
  }
}
