import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { processStamp } from './lock.mjs'

export interface Postmaster {
  pid: number
  /** 0 in the first moments of a start. */
  port: number
}

/** The living server on this data directory. A pid file that outlived its server counts as none. */
export function readPostmaster(data: string): Postmaster | undefined {
  let lines: string[]
  try {
    lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
  const pid = Number(lines[0])
  return worksIn(pid, data) ? { pid, port: Number(lines[3]) || 0 } : undefined
}

/** Fast shutdown: sessions are cut, everything is written. After 30 s the server is stopped the hard way. */
export async function stopPostmaster({ pid }: Postmaster): Promise<void> {
  const stamp = processStamp(pid)
  if (!stamp) return
  process.kill(pid, 'SIGINT')
  if (await isGone(pid, stamp, 30_000)) return
  process.kill(pid, 'SIGQUIT')
  await isGone(pid, stamp, 5_000)
}

/**
 * After a postmaster was killed its children hold the shared memory until they notice, which a busy
 * one may not do for long; no new server starts before. They get 500 ms, then the immediate-shutdown
 * signal. A pid file left over may name a pid that is in use again, which PostgreSQL would take for its own.
 */
export async function clearRemains(data: string): Promise<void> {
  for (const deadline = Date.now() + 500; orphans(data).length > 0; await sleep(20)) {
    if (Date.now() > deadline) for (const pid of orphans(data)) signal(pid, 'SIGQUIT')
    if (Date.now() > deadline + 5_000) for (const pid of orphans(data)) signal(pid, 'SIGKILL')
  }
  if (process.platform === 'linux') rmSync(join(data, 'postmaster.pid'), { force: true })
}

function orphans(data: string): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => worksIn(pid, data))
}

/** Whether it is a PostgreSQL process of this data directory: they all work in it. */
function worksIn(pid: number, data: string): boolean {
  if (!processStamp(pid)) return false
  try {
    if (process.platform === 'linux') {
      const isPostgres = basename(readlinkSync(`/proc/${pid}/exe`)).startsWith('postgres')
      return isPostgres && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data)
    }
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(data)
  } catch {
    return false
  }
}

async function isGone(pid: number, stamp: string, withinMs: number): Promise<boolean> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await sleep(10)) {
    if (processStamp(pid) !== stamp) return true
  }
  return false
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended by itself in between.
  }
}
