import { setTimeout as sleep } from 'node:timers/promises'
import type { TenantId } from '#src/lib/context.ts'

/** What changed since it was last taken. */
export interface Changed {
  ids: Set<string>
  /** Whether any of them is new. */
  hasNew: boolean
}

/** Ids of one tenant's exports that changed since they were last taken. */
export class Changes {
  readonly #tenantId: TenantId
  readonly #stop: AbortSignal
  #changed: Changed = { ids: new Set(), hasNew: false }
  #wake: () => void = () => {}

  constructor(tenantId: TenantId, stop: AbortSignal) {
    this.#tenantId = tenantId
    this.#stop = stop
  }

  hear(payload: string): void {
    const { id, tenant_id, is_new } = JSON.parse(payload) as {
      id: string
      tenant_id: string
      is_new: boolean
    }
    if (tenant_id !== this.#tenantId) return
    this.#changed.ids.add(id)
    this.#changed.hasNew ||= is_new
    this.#wake()
  }

  /** With the first change that matters, or when the time is over, whatever there is then. */
  async take(milliseconds: number, matters: (changed: Changed) => boolean): Promise<Changed> {
    const over = new AbortController()
    const signal = AbortSignal.any([over.signal, this.#stop])
    const heard = new Promise<void>((resolve) => {
      this.#wake = () => matters(this.#changed) && resolve()
      this.#wake()
    })
    await Promise.race([heard, sleep(milliseconds, undefined, { signal }).catch(() => {})])
    over.abort()
    this.#wake = () => {}
    const taken = this.#changed
    this.#changed = { ids: new Set(), hasNew: false }
    return taken
  }
}
