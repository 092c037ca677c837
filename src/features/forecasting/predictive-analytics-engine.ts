import type { TenantId } from '#src/lib/context.ts'
import type { AnomalyResource } from './anomalies/schema.ts'
import { findNew } from './anomalies/service.ts'
import { findRunOuts, type RunOut } from './run-out/service.ts'

/** What is coming, of one tenant. */
export class PredictiveAnalyticsEngine {
  /**
   * Items that may run out within so many days (1 to 366), by their latest forecasts; the first to run out first.
   * Throws a RangeError for other days.
   */
  runOut(tenant: TenantId, { days }: { days: number }): Promise<RunOut[]> {
    return findRunOuts(tenant, days)
  }

  /** Anomalies that nobody has decided on, the latest found first, at most a thousand. */
  anomalies(tenant: TenantId): Promise<AnomalyResource[]> {
    return findNew(tenant)
  }
}
