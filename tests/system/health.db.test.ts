import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import parsePrometheus from 'parse-prometheus-text-format'
import { expect, it } from 'vitest'
import { exportsRun } from '#src/features/exports/runs/queue.ts'
import { answerHealth, answerMetrics } from '#src/features/system/health/answers.ts'
import { closeDatabase, initializeDatabase } from '#src/lib/db/index.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { enqueue } from '#src/lib/jobs/queue.ts'
import { getMetrics } from '#src/lib/metrics/metrics.ts'
import { ask } from '../support/exports.ts'
import { contextOf, createTenant } from '../support/owner.ts'
import { startProxy } from '../support/tcp-proxy.ts'
import { until } from '../support/until.ts'
import { startWorker } from '../support/worker-process.ts'

const token = process.env.MONITOR_TOKEN!
const monitor = new Headers({ authorization: `Bearer ${token}` })

it('anonymous callers learn the status alone, monitors the whole picture, and nobody a secret', async () => {
  const anonymous = await answerHealth(new Headers())
  expect(anonymous.headers.get('content-type')).toBe('application/health+json')
  expect(anonymous.headers.get('cache-control')).toBe('no-store')
  expect(await anonymous.json()).toEqual({ status: 'degraded' })
  const stranger = await answerHealth(new Headers({ authorization: 'Bearer another token of the same size' }))
  expect(await stranger.json()).toEqual({ status: 'degraded' })
  const text = await (await answerHealth(monitor)).text()
  expect(JSON.parse(text)).toMatchObject({
    ...{ service: 'waybill', status: 'degraded', timestamp: expect.stringMatching(/^\d{4}-.+Z$/) },
    dependencies: {
      ...{ database: 'connected', queue: 'connected', storage: 'connected', mail: 'connected' },
      ...{ replica: 'not_used', worker: 'missing', cache: 'not_used', externalAPIs: {} },
    },
    metrics: { uptime: expect.any(Number), memoryUsage: expect.any(Number), cpuUsage: expect.any(Number) },
  })
  for (const secret of secrets()) expect(text).not.toContain(secret)
})

it('metrics are for monitors, and another program reads them', async () => {
  await expect(answerMetrics(new Headers())).rejects.toMatchObject({ code: 'unauthenticated' })
  const { principal } = await contextOf(await createTenant(1), 'manager')
  const job = { exportId: crypto.randomUUID() }
  await transaction(principal.tenantId, 'read write', (tx) =>
    enqueue(tx, exportsRun, { tenantId: principal.tenantId, requestId: 'r' }, job),
  )
  const { exportSeconds, exportRows, exportBytes, exportFailures, requests } = getMetrics()
  for (const histogram of [exportSeconds, exportRows, exportBytes])
    histogram.observe({ type: 'sales', format: 'csv' }, 5)
  exportFailures.inc({ code: 'storage_full' })
  requests.observe({ route: 'exports.list', method: 'GET', status: '503' }, 0.02)

  const answer = await answerMetrics(monitor)
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  const text = await answer.text()
  const families = new Map(parsePrometheus(text).map((family) => [family.name, family]))
  const sample = (name: string) => families.get(name)?.metrics[0]
  expect(sample('waybill_queue_waiting_jobs')).toMatchObject({
    value: '1',
    labels: { queue: exportsRun.name },
  })
  expect(Number(sample('waybill_queue_oldest_job_age_seconds')?.value)).toBeGreaterThanOrEqual(0)
  for (const name of ['duration_seconds', 'rows', 'bytes'])
    expect(families.get(`waybill_export_${name}`)).toMatchObject({ type: 'HISTOGRAM' })
  expect(sample('waybill_export_failures_total')).toMatchObject({ labels: { code: 'storage_full' } })
  expect(families.get('waybill_http_request_duration_seconds')).toMatchObject({ type: 'HISTOGRAM' })
  expect(text).toContain('_count{route="exports.list",method="GET",status="503"} 1\n')
  expect(families.has('waybill_database_pool_connections')).toBe(true)
  expect(families.has('nodejs_eventloop_lag_seconds')).toBe(true)
  for (const secret of secrets()) expect(text).not.toContain(secret)
  const picture = await (await answerHealth(monitor)).json()
  expect(picture.metrics).toMatchObject({ requestCount: 1, errorRate: 1 })
})

it.each(['gone', 'silent'] as const)('both answer when the database is %s', async (how) => {
  const proxy = await startProxy()
  await closeDatabase()
  initializeDatabase({ connectionString: proxy.url, queryTimeout: 15_000 })
  if (how === 'gone') proxy.close()
  else proxy.fallSilent()
  // The deadline that is promised is 2 s; a caller who gives up at 5 s never sees it pass.
  const inTime = <T>(answer: Promise<T>) =>
    Promise.race([
      answer,
      new Promise<never>((_, no) => AbortSignal.timeout(5_000).addEventListener('abort', no)),
    ])
  const health = await inTime(answerHealth(monitor))
  expect(health.status).toBe(503)
  expect(await health.json()).toMatchObject({
    status: 'unhealthy',
    dependencies: { database: 'disconnected', queue: 'disconnected', storage: 'connected' },
  })
  const metrics = await (await inTime(answerMetrics(monitor))).text()
  expect(metrics).toContain('waybill_database_pool_waiting_callers')
  expect(metrics).not.toMatch(/^waybill_queue_waiting_jobs\{/m)
  proxy.close()
  await closeDatabase()
})

it('a worker answers the same at its own port, counts its exports, and works without the port, too', async () => {
  const port = await freePort()
  await startWorker({ WORKER_HEALTH_PORT: String(port) })
  const get = (path: string, headers = monitor) => fetch(`http://127.0.0.1:${port}${path}`, { headers })
  expect((await get('/api/health/live')).status).toBe(200)
  expect(await (await get('/api/health/ready')).json()).toMatchObject({ status: 'healthy' })
  expect((await get('/api/metrics', new Headers())).status).toBe(401)
  expect((await get('/api/v1/exports')).status).toBe(404)
  await ask(await contextOf(await createTenant(3), 'manager'))
  await until('the export is counted', async () =>
    (await (await get('/api/metrics')).text()).includes(
      'waybill_export_rows_sum{type="customers",format="csv"} 3\n',
    ),
  )
  const second = await startWorker({ WORKER_HEALTH_PORT: String(port) })
  await second.said('the health of this worker is not served')
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

function secrets(): string[] {
  const { DATABASE_URL, AUTH_SECRET } = process.env
  return [token, AUTH_SECRET!, DATABASE_URL!, new URL(DATABASE_URL!).hostname]
}
