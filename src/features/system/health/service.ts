import { getPool } from '#src/lib/db/index.ts'
import { reachReplica } from '#src/lib/db/replica.ts'
import { env } from '#src/lib/env.ts'
import { queueDepths } from '#src/lib/jobs/queue-depth.ts'
import { reachMailServer } from '#src/lib/mail/mail.ts'
import { getMetrics, requestTotals } from '#src/lib/metrics/metrics.ts'
import { inTime, type Readiness, readiness } from '../service.ts'
import { setGauges } from './gauges.ts'

type State = 'connected' | 'disconnected' | 'error'

export interface Health {
  service: 'waybill'
  status: Readiness['status']
  timestamp: string
  dependencies: {
    database: State
    /** The hot standby that exports are read from. */
    replica: State | 'not_used'
    queue: State
    storage: State
    worker: Readiness['dependencies']['worker']
    mail: State
    /** Nothing is cached outside the database. */
    cache: 'not_used'
    externalAPIs: Record<string, never>
  }
  metrics: {
    /** Seconds since the process started. */
    uptime: number
    /** Bytes that the process holds. */
    memoryUsage: number
    /** Share of one processor since the start. */
    cpuUsage: number
    requestCount: number
    /** Share of the requests that failed on our side. */
    errorRate: number
  }
}

/** The whole picture of this process and what it depends on, within two seconds. */
export async function health(): Promise<Health> {
  const [ready, mail, replica, totals] = await Promise.all([
    readiness(),
    inTime(reachMail),
    replicaState(),
    requestTotals(),
  ])
  const { database, queue, storage, worker } = ready.dependencies
  const cpu = process.cpuUsage()
  return {
    service: 'waybill',
    // Without it the primary is read.
    status: replica === 'disconnected' && ready.status === 'healthy' ? 'degraded' : ready.status,
    timestamp: new Date().toISOString(),
    dependencies: {
      ...{ database: stateOf(database), replica },
      ...{ queue: stateOf(queue), storage: stateOf(storage), worker },
      ...{ mail: stateOf(mail), cache: 'not_used', externalAPIs: {} },
    },
    metrics: {
      uptime: process.uptime(),
      memoryUsage: process.memoryUsage.rss(),
      cpuUsage: (cpu.user + cpu.system) / 1e6 / process.uptime(),
      ...totals,
    },
  }
}

/** A database that answers and is not as this code needs it is there, and wrong. */
function stateOf(state: Readiness['dependencies']['database']): State {
  return state === 'outdated' ? 'error' : state
}

async function replicaState(): Promise<State | 'not_used'> {
  return env().DATABASE_REPLICA_URL ? stateOf(await inTime(reachReplica)) : 'not_used'
}

/** Without a server, mails become files in a folder that the first of them makes. */
async function reachMail(): Promise<'connected'> {
  const { SMTP_URL } = env()
  if (SMTP_URL) await reachMailServer(SMTP_URL)
  return 'connected'
}

/** Everything that this process counts, as Prometheus reads it. */
export async function metricsText(): Promise<{ text: string; mediaType: string }> {
  const { registry } = getMetrics()
  const queues = await inTime(queueDepths, [])
  const { totalCount: total, idleCount: idle, waitingCount: waiting } = getPool()
  setGauges(registry, { queues, pool: { total, idle, waiting } })
  return { text: await registry.metrics(), mediaType: registry.contentType }
}
