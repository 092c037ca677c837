import { DatabasePerformanceMonitor } from '#src/features/database-advisor/database-performance-monitor.ts'
import { IntelligentQueryOptimizer } from '#src/features/database-advisor/intelligent-query-optimizer.ts'
import { QueryPerformanceAnalyzer } from '#src/features/database-advisor/query-performance-analyzer.ts'

export {
  DatabasePerformanceMonitor,
  IntelligentQueryOptimizer,
  QueryPerformanceAnalyzer,
  QueryPerformanceAnalyzer as QueryOptimizer,
}

type Database = ConstructorParameters<typeof QueryPerformanceAnalyzer>[0]

export const queryOptimization = {
  analyzer: (db?: Database) => new QueryPerformanceAnalyzer(db),
  optimizer: (db?: Database) => new IntelligentQueryOptimizer(db),
  monitor: (db?: Database) => new DatabasePerformanceMonitor(db),
}
