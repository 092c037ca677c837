import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Refusal } from '../../src/lib/db/embedded/start-error.mjs'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Where one instance keeps everything it writes. */
export function waybillDir() {
  return resolve(root, process.env.WAYBILL_DIR || '.waybill')
}

export function bindAddress() {
  return process.env.HOST || '127.0.0.1'
}

/**
 * A port number from the environment; throws Refusal when it is none.
 * @param {string} name
 * @returns {number | undefined} undefined when unset
 */
export function portFrom(name) {
  const value = process.env[name]
  if (!value) return undefined
  const port = Number(value)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new Refusal(`${name} must be a port number from 1 to 65535, not "${value}".`)
}

/**
 * What the running instance, or one that was killed, said about itself.
 * @returns {{ base_url: string, web_pid: number, worker_pids: number[], pg: { url: string, pid: number | null },
 *   storage_dir: string, mail_dir: string | null, log_files: string[] } | undefined}
 */
export function readRunFile() {
  const file = join(waybillDir(), 'run.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}
