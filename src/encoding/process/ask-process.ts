import { setPriority } from 'node:os'
import { startBare } from './bare-process.ts'

const stderrLength = 4000
/** Whoever waits for a file goes first. */
const niceness = 10

interface Asked<Message, Answer> {
  /** What the process is called in an error. */
  name: string
  heapMegabytes: number
  /** The answer out of a message; undefined while it is none. */
  take: (message: Message) => Answer | undefined
  signal?: AbortSignal | undefined
}

/**
 * Computes in a process of its own at low priority, which leaves this one free to prove that it lives. Throws the
 * signal's reason, or what the process said when it ended without an answer.
 */
export async function askProcess<Message, Answer>(
  program: URL,
  job: object,
  { name, heapMegabytes, take, signal }: Asked<Message, Answer>,
): Promise<Answer> {
  signal?.throwIfAborted()
  const child = startBare(program, heapMegabytes, 'messages')
  if (child.pid !== undefined) lowerPriority(child.pid)
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-stderrLength)
  })
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const abort = () => reject(signal?.reason)
  signal?.addEventListener('abort', abort, { once: true })
  child.on('error', reject)
  child.once('close', (code, ended) =>
    reject(new Error(`the ${name} ended ${ended ? `by ${ended}` : `with code ${code}`}: ${said}`)),
  )
  child.on('message', (message) => {
    const answer = take(message as Message)
    if (answer !== undefined) resolve(answer)
  })
  child.send(job, () => {})
  try {
    return await promise
  } finally {
    signal?.removeEventListener('abort', abort)
    child.kill('SIGKILL')
  }
}

/** A system that does not allow it loses nothing but the courtesy. */
function lowerPriority(processId: number): void {
  try {
    setPriority(processId, niceness)
  } catch {
    return
  }
}
