import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Thrown when a living process holds the lock. */
export class LockHeld extends Error {
  /** @param {string} file @param {Holder} holder */
  constructor(file, holder) {
    super(`${file} is held by process ${holder.pid}`)
    this.holder = holder
  }
}

/**
 * Takes a lock file that heals itself: it names its holder by pid and start time, so the lock of a
 * dead process, even one whose pid is in use again, is taken over.
 * @param {string} file
 * @param {{ waitMs?: number, from?: number }} [options] `from`: the pid that hands its lock over
 * @returns {Promise<Lock>} rejects with LockHeld when it stays held for `waitMs`
 */
export async function takeLock(file, { waitMs = 0, from } = {}) {
  mkdirSync(dirname(file), { recursive: true })
  const mine = JSON.stringify({ pid: process.pid, stamp: processStamp(process.pid), token: randomUUID() })
  const deadline = Date.now() + waitMs
  for (;;) {
    const holder = tryLock(file, mine, from)
    if (!holder) return { release: () => release(file, mine) }
    if (Date.now() >= deadline) throw new LockHeld(file, holder)
    await sleep(25)
  }
}

/**
 * When a process started, which tells it from a later one with the same pid; undefined when it is
 * gone, a zombie included.
 * @param {number} pid
 * @returns {string | undefined}
 */
export function processStamp(pid) {
  try {
    if (process.platform !== 'linux')
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], quiet).trim()
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold spaces and brackets; the fields after it are state (3rd) to start time (22nd).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : `${bootId()}/${fields[19]}`
  } catch {
    return undefined
  }
}

/** @typedef {{ pid: number, stamp?: string }} Holder */
/** @typedef {{ release(): void }} Lock */

/** @type {import('node:child_process').ExecFileSyncOptionsWithStringEncoding} */
const quiet = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }

function bootId() {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
}

/**
 * The lock appears with its content in one step (a hard link), so nobody reads half of it.
 * @param {string} file @param {string} mine @param {number | undefined} from
 * @returns {Holder | undefined} the living holder, undefined when the lock is ours
 */
function tryLock(file, mine, from) {
  const draft = `${file}.${randomUUID()}`
  writeFileSync(draft, mine, { mode: 0o600 })
  try {
    for (;;) {
      const content = read(file)
      if (content === undefined) {
        if (link(draft, file)) return undefined
        continue
      }
      const holder = parse(content)
      if (holder && holder.pid === from) {
        renameSync(draft, file)
        return undefined
      }
      if (holder && processStamp(holder.pid) === holder.stamp) return holder
      removeStale(file, content)
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/**
 * Renaming is won by one of several that found the same stale lock. Whoever renames a fresh lock
 * away by mistake puts it back.
 * @param {string} file @param {string} stale
 */
function removeStale(file, stale) {
  const aside = `${file}.${randomUUID()}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (read(aside) !== stale) link(aside, file)
  rmSync(aside, { force: true })
}

/** @param {string} file @param {string} mine */
function release(file, mine) {
  if (read(file) === mine) rmSync(file, { force: true })
}

/** @param {string} from @param {string} to */
function link(from, to) {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** @param {string} content @returns {Holder | undefined} */
function parse(content) {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}
