import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { env } from '../env.ts'
import { log } from '../log.ts'

type Heard = (payload: string) => void

/** One LISTEN connection for a process, shared by everyone who wants to hear. */
export class Listener {
  readonly #channels = new Map<string, Set<Heard>>()
  #client: pg.Client | undefined
  #running: Promise<void> | undefined
  #stopping = new AbortController()

  /**
   * Hears a channel until the returned function is called. A notification can be lost while the
   * connection is being renewed, so whoever listens also looks at the rows now and then.
   */
  listen(channel: string, heard: Heard): () => void {
    const listeners = this.#channels.get(channel) ?? new Set()
    listeners.add(heard)
    this.#channels.set(channel, listeners)
    this.#running ??= this.#run()
    if (listeners.size === 1) this.#client?.query(`listen ${pg.escapeIdentifier(channel)}`).catch(() => {})
    return () => listeners.delete(heard)
  }

  async close(): Promise<void> {
    this.#stopping.abort()
    await this.#client?.end().catch(() => {})
    await this.#running
  }

  async #run(): Promise<void> {
    for (let pause = 100; !this.#stopping.signal.aborted; pause = Math.min(pause * 2, 5_000)) {
      try {
        await this.#hearUntilLost(() => {
          pause = 100
        })
      } catch (error) {
        if (!this.#stopping.signal.aborted) log.warn({ err: error }, 'listener lost its connection')
      }
      await sleep(pause, undefined, { signal: this.#stopping.signal }).catch(() => {})
    }
  }

  async #hearUntilLost(connected: () => void): Promise<void> {
    const client = new pg.Client({
      connectionString: env().DATABASE_URL,
      application_name: 'waybill listener',
      keepAlive: true,
      connectionTimeoutMillis: 3_000,
    })
    const lost = new Promise<void>((resolve, reject) => {
      client.on('error', reject)
      client.on('end', resolve)
    })
    client.on('notification', ({ channel, payload }) => {
      for (const heard of this.#channels.get(channel) ?? []) heard(payload ?? '')
    })
    try {
      await client.connect()
      this.#client = client
      for (const channel of this.#channels.keys())
        await client.query(`listen ${pg.escapeIdentifier(channel)}`)
      connected()
      await lost
    } finally {
      this.#client = undefined
      lost.catch(() => {})
      await client.end().catch(() => {})
    }
  }
}

const shared = globalThis as { __waybillListener?: Listener }

/** The listener of this process. */
export function getListener(): Listener {
  shared.__waybillListener ??= new Listener()
  return shared.__waybillListener
}
