import { Gauge, type Registry } from 'prom-client'
import type { QueueDepth } from '#src/lib/jobs/queue-depth.ts'

export interface State {
  queues: QueueDepth[]
  pool: { total: number; idle: number; waiting: number }
}

const prepared = new WeakMap<Registry, ReturnType<typeof prepare>>()

function prepare(registry: Registry) {
  const registers = [registry]
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Gauge({ name, help, labelNames: [...labelNames], registers })
  return {
    waiting: gauge('waybill_queue_waiting_jobs', 'Jobs that could run now.', ['queue']),
    oldest: gauge('waybill_queue_oldest_job_age_seconds', 'How long the oldest of them waits.', ['queue']),
    connections: gauge('waybill_database_pool_connections', 'Connections of the pool by state.', ['state']),
    callers: gauge('waybill_database_pool_waiting_callers', 'Callers that wait for a connection.'),
  }
}

/** Puts what was just read into the registry; queues of which nothing is known have no value. */
export function setGauges(registry: Registry, { queues, pool }: State): void {
  const gauges = prepared.get(registry) ?? prepare(registry)
  prepared.set(registry, gauges)
  gauges.waiting.reset()
  gauges.oldest.reset()
  for (const { queue, waiting, oldestSeconds } of queues) {
    gauges.waiting.set({ queue }, waiting)
    gauges.oldest.set({ queue }, oldestSeconds)
  }
  gauges.connections.set({ state: 'idle' }, pool.idle)
  gauges.connections.set({ state: 'used' }, pool.total - pool.idle)
  gauges.callers.set(pool.waiting)
}
