import type { Alert, DatabaseResource, HealthPoint } from './schema.ts'

const dayMs = 86_400_000
/** Less than a day of growth says nothing about weeks. */
const leastDays = 1
/** Further off nobody has to act. */
const mostDays = 365

/** The day the disk is full if the database goes on growing as between the first and the last point. */
export function diskFullOn(history: HealthPoint[]): string | null {
  const [first, last] = [history[0], history.at(-1)]
  if (!first || !last || last.disk_free_bytes === null) return null
  const days = (Date.parse(last.at) - Date.parse(first.at)) / dayMs
  const perDay = (last.database_bytes - first.database_bytes) / days
  if (days < leastDays || perDay <= 0) return null
  const left = last.disk_free_bytes / perDay
  return left > mostDays ? null : new Date(Date.parse(last.at) + left * dayMs).toISOString().slice(0, 10)
}

type Looked = Pick<DatabaseResource, 'now' | 'disk_full_on' | 'tables' | 'history'>

/** What somebody should look at, the most urgent first. */
export function alertsOf({ now, disk_full_on, tables, history }: Looked): Alert[] {
  if (!now) return []
  const deadlocks = history.reduce((sum, point) => sum + point.deadlocks, 0)
  const used = now.connections / now.max_connections
  const minutes = (now.oldest_transaction_seconds ?? 0) / 60
  const alert = (isSo: boolean, severity: Alert['severity'], code: string, message: string): Alert[] =>
    isSo ? [{ severity, code, message }] : []
  return [
    ...alert(
      used > 0.95,
      'critical',
      'connections',
      `${now.connections} of ${now.max_connections} connections are in use.`,
    ),
    ...alert(
      disk_full_on !== null,
      'critical',
      'disk',
      `At its present growth the database fills the disk on ${disk_full_on}.`,
    ),
    ...alert(
      used > 0.8 && used <= 0.95,
      'warning',
      'connections',
      `${now.connections} of ${now.max_connections} connections are in use.`,
    ),
    ...alert(
      minutes > 15,
      'warning',
      'oldest_transaction',
      `A transaction has been open for ${Math.round(minutes)} minutes, so that deleted rows cannot be removed: ${now.oldest_transaction}`,
    ),
    ...alert(
      deadlocks > 0,
      'warning',
      'deadlocks',
      `${counted(deadlocks)} ${deadlocks === 1 ? 'deadlock' : 'deadlocks'} in the last 24 hours.`,
    ),
    ...tables
      .filter(({ live_rows, dead_rows }) => dead_rows > 10_000 && dead_rows > 0.2 * (live_rows + dead_rows))
      .map(({ name, dead_rows }) => ({
        ...{ severity: 'warning' as const, code: 'dead_rows' },
        message: `${name} has ${counted(dead_rows)} deleted rows that vacuum has not removed.`,
      })),
    ...alert(
      now.cache_share !== null && now.cache_share < 0.9,
      'notice',
      'cache',
      `${Math.round(100 * (now.cache_share ?? 0))} % of the blocks that were read were in memory.`,
    ),
  ]
}

function counted(number: number): string {
  return number.toLocaleString('en')
}

export const remedies: Record<DatabaseResource['statements']['state'], string | null> = {
  ready: null,
  not_loaded:
    'The server does not count statements. Add pg_stat_statements to shared_preload_libraries in its configuration, and restart it.',
  not_created:
    'The extension is not in this database. Run CREATE EXTENSION pg_stat_statements as a superuser, and add pg_stat_statements to shared_preload_libraries if it is not there.',
  not_permitted:
    'The role that owns the tables may not read the statements of others. Run GRANT pg_monitor TO that role as a superuser.',
}
