import type { Pool } from 'pg'
import { type Explained, explainQuery, queryHistory, type Top, topQueries } from './by-code/service.ts'
import type { QueryFigures, QueryResource } from './record/schema.ts'

/** Says what the database spends its time on. */
export class QueryPerformanceAnalyzer {
  readonly db: Pool | { getConnection: () => Pool } | undefined

  /** Rows are read on the application's own connections, as its operator, and not on `db`. */
  constructor(db?: Pool | { getConnection: () => Pool }) {
    this.db = db
  }

  /** The statements that took most time since then, by default 20; times in milliseconds. */
  top(asked: Top): Promise<QueryFigures[]> {
    return topQueries(asked)
  }

  /** What a statement did in each hour, the earliest first. */
  history(fingerprint: string): Promise<QueryResource['history']> {
    return queryHistory(fingerprint)
  }

  /** How it would be run now; null where it is not known, or has no plan without its values. */
  explain(fingerprint: string): Promise<Explained | null> {
    return explainQuery(fingerprint)
  }
}
