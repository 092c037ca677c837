import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import { workerBundle } from '../../scripts/build-worker.ts'
import { until } from './until.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const running = new Set<WorkerProcess>()
let started = 0

/** A worker as it runs in production, in a process of its own that a test may kill or freeze. */
export class WorkerProcess {
  /** How rows and statistics call it. */
  readonly name: string
  readonly pid: number
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** Everything it logged, one JSON object a line. */
  output = ''
  readonly #child: ChildProcess

  constructor(child: ChildProcess, name: string) {
    this.#child = child
    this.pid = child.pid!
    this.name = `${name}:${this.pid}`
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.output += text
      })
    }
    this.exited = once(child, 'exit').then(([code, signal]) => {
      running.delete(this)
      return { code, signal }
    })
  }

  /** Resolves once it takes jobs; rejects with its output when it ends before that. */
  async ready(): Promise<void> {
    const ended = this.exited.then(({ code }) => {
      throw new Error(`the worker ended with code ${code} before it was ready:\n${this.output}`)
    })
    await Promise.race([once(this.#child, 'message'), ended])
    ended.catch(() => {})
  }

  /** Resolves once it has logged the text. */
  async said(text: string): Promise<void> {
    await until(`${this.name} says ${text}`, async () => this.output.includes(text))
  }

  /** SIGKILL and SIGTERM are waited for; SIGSTOP and SIGCONT take effect at once. */
  async signal(signal: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT') {
    this.#child.kill(signal)
    if (signal === 'SIGKILL' || signal === 'SIGTERM') await this.exited
  }
}

/** Starts a worker on this test file's database, storage and mail folder. */
export async function startWorker(environment: Record<string, string> = {}): Promise<WorkerProcess> {
  started += 1
  const name = `worker-${started}`
  const child = spawn(process.execPath, [workerBundle], {
    cwd: root,
    env: {
      ...process.env,
      LOG_LEVEL: 'info',
      WORKER_NAME: name,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const worker = new WorkerProcess(child, name)
  running.add(worker)
  await worker.ready()
  return worker
}

/** Ends every worker of this file, frozen ones too. */
export async function killWorkers(): Promise<void> {
  await Promise.all([...running].map((worker) => worker.signal('SIGKILL')))
}

afterAll(killWorkers)
