import type { Pool } from 'pg'
import { findAlerts, healthHistory, sampleNow } from './by-code/service.ts'
import type { Alert, HealthPoint } from './record/schema.ts'

/** Says how the database is. */
export class DatabasePerformanceMonitor {
  readonly db: Pool | { getConnection: () => Pool } | undefined

  /** Rows are read on the application's own connections, as its operator, and not on `db`. */
  constructor(db?: Pool | { getConnection: () => Pool }) {
    this.db = db
  }

  /** Takes the samples that are due, and answers the latest; null where none was taken yet. */
  sample(): Promise<HealthPoint | null> {
    return sampleNow()
  }

  /** In the order of time; five minutes are kept for 14 days. Sizes in bytes, shares from 0 to 1. */
  history({ since, step = 'hour' }: { since: Date; step?: 'five_minutes' | 'hour' }): Promise<HealthPoint[]> {
    return healthHistory(since, step)
  }

  /** What somebody should look at, the most urgent first. */
  alerts(): Promise<Alert[]> {
    return findAlerts()
  }
}
