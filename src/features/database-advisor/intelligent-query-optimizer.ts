import type { Pool } from 'pg'
import {
  type Advised,
  adviseOn,
  findDuplicates,
  findUnused,
  planWithIndexes,
  type WhatIf,
} from './by-code/service.ts'
import type { Advice } from './rules/repository.ts'
import { leastDays } from './rules/rules.ts'

/** Says which indexes to create or to drop. It changes nothing: each piece of advice has the statement to run. */
export class IntelligentQueryOptimizer {
  readonly db: Pool | { getConnection: () => Pool } | undefined

  /** Rows are read on the application's own connections, as its operator, and not on `db`. */
  constructor(db?: Pool | { getConnection: () => Pool }) {
    this.db = db
  }

  /** Indexes that these queries, or the statements of the last day, would gain most by; at most 1,024 MB of them. */
  advise(asked: Advised = {}): Promise<Advice[]> {
    return adviseOn(asked)
  }

  /** What queries would cost with these indexes, none of which is created. Throws a RangeError for what has no plan. */
  whatIf(queries: string[], indexes: { table: string; columns: string[] }[]): Promise<WhatIf[]> {
    return planWithIndexes(queries, indexes)
  }

  /** Indexes that another one replaces. */
  duplicates(): Promise<Advice[]> {
    return findDuplicates()
  }

  /** Indexes that nothing read on so many observed days, by default 30. */
  unused({ days }: { days: number } = { days: leastDays }): Promise<Advice[]> {
    return findUnused(days)
  }
}
