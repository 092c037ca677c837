import type { Pool } from 'pg'
import type { TenantId } from '#src/lib/context.ts'
import {
  type LatePrediction,
  type PlannedLine,
  predictLines,
  predictPlanned,
  readEvaluation,
  startTrainingByCode,
} from './by-code/service.ts'
import type { MethodScore } from './judging/judge.ts'

/** Says which lines of orders come late, how sure that is, and why. */
export class AdvancedSupplierPredictor {
  readonly db: Pool | { getConnection: () => Pool } | undefined

  /** Rows are read on the application's own connections, whose policies keep tenants apart, and not on `db`. */
  constructor(db?: Pool | { getConnection: () => Pool }) {
    this.db = db
  }

  /** Leaves training on everything that is known today to a worker; throws `conflict` while another one waits or runs. */
  train(tenant: TenantId): Promise<{ modelId: string }> {
    return startTrainingByCode(tenant)
  }

  /** The figures of the model in use beside those of its baselines, on lines that it had not seen; null without one. */
  evaluate(tenant: TenantId): Promise<{ modelId: string; lines: number; scores: MethodScore[] } | null> {
    return readEvaluation(tenant)
  }

  /**
   * What is said of these lines of orders, in their order, without those that nothing is said of; or of a line that is
   * not ordered yet. `due` is a day as YYYY-MM-DD, from today on. Throws a RangeError that names what is wrong.
   */
  predict(tenant: TenantId, asked: { lineIds: string[] } | PlannedLine): Promise<LatePrediction[]> {
    return 'lineIds' in asked ? predictLines(tenant, asked.lineIds) : predictPlanned(tenant, asked)
  }
}
