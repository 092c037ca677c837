import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const embedded = join(root, 'src', 'lib', 'db', 'embedded')
const launcher = join(root, 'scripts', 'launcher')

export interface NodeProcess {
  child: ChildProcess
  pid: number
  /** The next line it prints; undefined at its end. */
  line(): Promise<string | undefined>
  /** SIGKILL, and wait until it is gone. */
  kill(): Promise<void>
}

const started: NodeProcess[] = []

afterEach(async () => {
  for (const process of started.splice(0)) await process.kill()
})

/** Runs a module given as text, with those of the launcher at hand under `launcher/`, and of its PostgreSQL under `embedded/`. */
export function runNode(source: string, args: string[] = [], options: SpawnOptions = {}): NodeProcess {
  const text = source.replaceAll("'launcher/", `'${launcher}/`).replaceAll("'embedded/", `'${embedded}/`)
  const child = spawn(process.execPath, ['--input-type=module', '-e', text, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...options,
  })
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]()
  const running: NodeProcess = {
    child,
    pid: child.pid!,
    line: async () => (await lines.next()).value,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
  started.push(running)
  return running
}

/** A new folder in memory where there is one. */
export function makeFolder(prefix: string): string {
  return mkdtempSync(join(process.platform === 'linux' ? '/dev/shm' : '/tmp', prefix))
}

/** Waits for something to become true. */
export async function until(isTrue: () => boolean | Promise<boolean>, withinMs = 15_000): Promise<void> {
  for (const deadline = Date.now() + withinMs; !(await isTrue()); ) {
    if (Date.now() > deadline) throw new Error(`Not true within ${withinMs} ms: ${isTrue}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
