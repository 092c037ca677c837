import type { Pool } from 'pg'
import type { AnomalyResource } from '#src/features/forecasting/anomalies/schema.ts'
import { findNew } from '#src/features/forecasting/anomalies/service.ts'
import { findRunOuts, type RunOut } from '#src/features/forecasting/run-out/service.ts'
import type { TenantId } from '#src/lib/context.ts'
import { type LatePrediction, predictRisk } from './by-code/service.ts'

/** What is coming, of one tenant. */
export class PredictiveAnalyticsEngine {
  readonly db: Pool | { getConnection: () => Pool } | undefined

  /** Rows are read on the application's own connections, whose policies keep tenants apart, and not on `db`. */
  constructor(db?: Pool | { getConnection: () => Pool }) {
    this.db = db
  }

  /**
   * Items that may run out within so many days (1 to 366), by their latest forecasts; the first to run out first.
   * Throws a RangeError for other days.
   */
  runOut(tenant: TenantId, { days }: { days: number }): Promise<RunOut[]> {
    return findRunOuts(tenant, days)
  }

  /** Lines of orders that are still to come, the most likely to be late first, at most a thousand. */
  supplierRisk(tenant: TenantId): Promise<LatePrediction[]> {
    return predictRisk(tenant)
  }

  /** Anomalies that nobody has decided on, the latest found first, at most a thousand. */
  anomalies(tenant: TenantId): Promise<AnomalyResource[]> {
    return findNew(tenant)
  }
}
