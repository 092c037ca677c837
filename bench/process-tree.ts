import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Command {
  file: string
  args: string[]
  env?: Record<string, string>
}

export interface Ran {
  seconds: number
  /** User and system time of all processes it ever had, added up. */
  cpuSeconds: number
  /** The peaks of all processes it ever had, added up. */
  rssMb: number
  stdout: string
}

const timeoutMs = 30 * 60_000
const stderrLength = 2_000

/** Kernels count CPU time in hundredths of a second (USER_HZ) on every platform that Node.js runs on. */
const ticksPerSecond = 100

/** Runs a program to its end, from outside: wall clock, CPU and memory. Throws when it does not end well. */
export async function runProcess({ file, args, env }: Command): Promise<Ran> {
  const begun = performance.now()
  const child = spawn(file, args, {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  })
  const stdout = textOf(child.stdout)
  const stderr = textOf(child.stderr)
  const usage = child.pid === undefined ? undefined : watchUsage(child.pid)
  try {
    const ended = await endOf(child)
    const seconds = (performance.now() - begun) / 1000
    if (ended !== 0) throw new Error(`${file} ended with ${ended}: ${stderr().slice(-stderrLength).trim()}`)
    const { sum = 0, cpuSeconds = 0 } = usage?.stop() ?? {}
    return { seconds, cpuSeconds, rssMb: sum, stdout: stdout() }
  } finally {
    usage?.stop()
  }
}

export interface Usage {
  /** Up to the last look at each process: at most 10 ms are missed of one. */
  cpuSeconds: number
  /** Of all processes. */
  sum: number
  /** Of the process itself, and of the largest of those it started. */
  own: number
  largestChild: number
}

/** Follows a process and those it starts; `stop` returns the most that each ever held, in MB, and their CPU time. */
export function watchUsage(root: number): { stop: () => Usage } {
  const peaks = new Map<number, number>()
  const cpu = new Map<number, number>()
  const ended = new AbortController()
  const follow = async () => {
    // Closer at first: psql is done with few rows in a moment.
    for (let pause = 2; !ended.signal.aborted; pause = Math.min(10, pause * 1.2)) {
      for (const pid of treeOf(root)) {
        peaks.set(pid, Math.max(peaks.get(pid) ?? 0, peakMb(pid)))
        cpu.set(pid, Math.max(cpu.get(pid) ?? 0, cpuSecondsOf(pid)))
      }
      await sleep(pause, undefined, { signal: ended.signal }).catch(() => {})
    }
  }
  void follow()
  return {
    stop() {
      ended.abort()
      const others = [...peaks].filter(([pid]) => pid !== root).map(([, peak]) => peak)
      return {
        sum: [...peaks.values()].reduce((sum, peak) => sum + peak, 0),
        cpuSeconds: [...cpu.values()].reduce((sum, seconds) => sum + seconds, 0),
        own: peaks.get(root) ?? 0,
        largestChild: Math.max(0, ...others),
      }
    },
  }
}

function treeOf(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap(treeOf)]
}

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

/** The most memory the process ever held, as the kernel counts it; 0 when it is gone. */
function peakMb(pid: number): number {
  try {
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Number(peak?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

/** User and system time of one process, without its children; 0 when it is gone. */
function cpuSecondsOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may have blanks; behind it the 12th and 13th fields are utime and stime.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
  } catch {
    return 0
  }
}

function textOf(stream: NodeJS.ReadableStream): () => string {
  let text = ''
  stream.setEncoding('utf8').on('data', (more: string) => {
    text += more
  })
  return () => text
}

function endOf(child: ChildProcess): Promise<number | string | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? signal))
  })
}
