import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { processStamp } from '../../src/lib/db/embedded/lock.mjs'
import { until } from './node-process.ts'

export const root = join(import.meta.dirname, '..', '..')

export interface RunFile {
  base_url: string
  web_pid: number
  worker_pids: number[]
  pg: { url: string; pid: number }
  storage_dir: string
  mail_dir: string
  log_files: string[]
}

export interface Script {
  child: ChildProcess
  output(): string
  ended: Promise<number | null>
}

/** Runs a script of the project as npm would, on an instance folder of its own. */
export function runScript(
  script: string,
  dir: string,
  env: NodeJS.ProcessEnv | object = {},
  node = process.execPath,
) {
  const { NODE_ENV: _, DATABASE_URL: __, AUTH_SECRET: ___, ...inherited } = process.env
  const child = spawn(node, [join(root, 'scripts', script)], {
    cwd: root,
    env: { ...inherited, WAYBILL_DIR: dir, ...env } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      text += chunk
    })
  }
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { child, output: () => text, ended } satisfies Script
}

/** Waits until this start has said it is ready; fails with what it said when it ends before. */
export async function ready(instance: Script): Promise<void> {
  await until(() => {
    if (instance.child.exitCode !== null) throw new Error(`It ended:\n${instance.output()}`)
    return instance.output().includes('Waybill is ready')
  }, 170_000)
}

export function readRunFile(dir: string): RunFile {
  return JSON.parse(readFileSync(join(dir, 'run.json'), 'utf8'))
}

export function isRunning(dir: string): boolean {
  return existsSync(join(dir, 'run.json'))
}

export function isAlive(pid: number): boolean {
  return processStamp(pid) !== undefined
}

export async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/api/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  )
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
