import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What this process counts from its start; names and units as Prometheus recommends them. */
function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    requests: new Histogram({
      ...{
        name: 'waybill_http_request_duration_seconds',
        help: 'HTTP requests by what they ran.',
        registers,
      },
      labelNames: ['route', 'method', 'status'] as const,
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    }),
    exportSeconds: new Histogram({
      ...{ name: 'waybill_export_duration_seconds', help: 'Runs of exports that made a file.', registers },
      labelNames: ['type', 'format'] as const,
      buckets: [0.1, 0.5, 1, 5, 15, 60, 300, 1800],
    }),
    exportRows: new Histogram({
      ...{ name: 'waybill_export_rows', help: 'Rows of exports that were made.', registers },
      labelNames: ['type', 'format'] as const,
      buckets: [10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000],
    }),
    exportBytes: new Histogram({
      ...{ name: 'waybill_export_bytes', help: 'Bytes of exports that were made.', registers },
      labelNames: ['type', 'format'] as const,
      buckets: [1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9],
    }),
    exportFailures: new Counter({
      ...{ name: 'waybill_export_failures_total', help: 'Runs of exports that made no file.', registers },
      labelNames: ['code'] as const,
    }),
    dependencyCalls: new Counter({
      ...{
        name: 'waybill_dependency_calls_total',
        help: 'Calls of what is outside, each try by how it ended: ok, failed or left_alone.',
        registers,
      },
      labelNames: ['dependency', 'outcome'] as const,
    }),
    openBreakers: new Gauge({
      ...{ name: 'waybill_open_breakers', help: 'Dependencies that are left alone for a while.', registers },
      labelNames: ['dependency'] as const,
    }),
  }
}

// Next bundles this module more than once in a process; the counters must still be the same.
const shared = globalThis as { __waybillMetrics?: ReturnType<typeof createMetrics> }

export function getMetrics(): ReturnType<typeof createMetrics> {
  shared.__waybillMetrics ??= createMetrics()
  return shared.__waybillMetrics
}

/** How many requests this process has answered, and the share of them that failed on our side. */
export async function requestTotals(): Promise<{ requestCount: number; errorRate: number }> {
  const { values } = await getMetrics().requests.get()
  const counts = values.filter(({ metricName }) => metricName?.endsWith('_count'))
  const requestCount = counts.reduce((sum, { value }) => sum + value, 0)
  const failed = counts
    .filter(({ labels }) => Number(labels.status) >= 500)
    .reduce((sum, { value }) => sum + value, 0)
  return { requestCount, errorRate: requestCount === 0 ? 0 : failed / requestCount }
}
