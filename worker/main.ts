import { randomUUID } from 'node:crypto'
import { closeDatabase, query } from '#src/lib/db/index.ts'
import { getListener } from '#src/lib/db/listener.ts'
import { brokenByPooler } from '#src/lib/db/pooler-check.ts'
import { refusePrivilegedRole } from '#src/lib/db/role-check.ts'
import { env } from '#src/lib/env.ts'
import { proveAlive } from '#src/lib/jobs/liveness.ts'
import { startWorking } from '#src/lib/jobs/queue.ts'
import { startSweeping } from '#src/lib/jobs/sweep.ts'
import { reportWorker } from '#src/lib/jobs/workers.ts'
import { log } from '#src/lib/log.ts'
import { closeMail } from '#src/lib/mail/mail.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { serveHealth } from './health-server.ts'
import { jobs } from './jobs.ts'
import { sweeps } from './sweeps.ts'

const worker = { id: randomUUID(), name: `${env().WORKER_NAME}:${process.pid}` }
await refusePrivilegedRole(query)
await getStorage().check()
const broken = await brokenByPooler()
if (broken)
  log.error({ broken }, 'a pooler is in front of the database: connect directly, or set it to session mode')
const stopProvingAlive = await proveAlive(worker.id)
const stopReporting = await reportWorker(worker)
const working = await startWorking(jobs, worker)
const stopSweeping = startSweeping(sweeps, worker)
const healthServer = await serveHealth()
log.info({ worker: worker.name, concurrency: env().WORKER_CONCURRENCY }, 'worker ready')
process.send?.('ready')

let isStopping = false
for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(signal, stop)

// Takes nothing new, lets running work end or hands it back, and only then lets go of its life sign.
async function stop(): Promise<void> {
  if (isStopping) return
  isStopping = true
  log.info({ worker: worker.name }, 'worker stopping')
  const graceMs = env().GRACE_SECONDS * 1000
  await working.stop(graceMs)
  const areSweepsEnded = await stopSweeping(graceMs)
  healthServer?.close()
  await stopReporting().catch((error) => log.warn({ err: error }, 'the end of the worker was not recorded'))
  await stopProvingAlive()
  closeMail()
  await getListener().close()
  // A pass that is cut off is rolled back, and another worker begins it again.
  if (areSweepsEnded) await closeDatabase()
  else log.warn('sweeps were cut off')
  process.exit(0)
}
