import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/**
 * A process with a heap limit and without this process's secrets and flags, for work on bytes that nobody trusts. A
 * thread would not do: when its heap is full, V8 mostly aborts the whole process.
 */
export function startBare(
  file: URL,
  heapMegabytes: number,
  pipes: 'messages' | 'streams',
  temporaryFolder?: string,
): ChildProcess {
  const { NODE_ENV, SystemRoot } = process.env
  const stream = pipes === 'streams' ? 'pipe' : 'ignore'
  return fork(fileURLToPath(file), {
    execArgv: [`--max-old-space-size=${heapMegabytes}`],
    // Windows cannot start a process without its SystemRoot.
    env: {
      NODE_ENV,
      ...(SystemRoot === undefined ? {} : { SystemRoot }),
      ...(temporaryFolder === undefined ? {} : { TMPDIR: temporaryFolder }),
    },
    stdio: [stream, stream, 'pipe', 'ipc'],
  })
}

/** Whether a process ended because its heap was full, which only V8 reports. */
export function wasOutOfMemory(stderr: string): boolean {
  return /heap limit|heap out of memory/i.test(stderr)
}

/** The module beside `caller` that a process runs; in the bundle both are JavaScript. */
export function processFile(name: string, caller: string): URL {
  return new URL(`./${name}.${caller.endsWith('.ts') ? 'ts' : 'js'}`, caller)
}
