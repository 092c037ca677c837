import { PredictiveAnalyticsEngine } from '#src/features/supplier-performance/predictive-analytics-engine.ts'

export { PredictiveAnalyticsEngine, PredictiveAnalyticsEngine as PredictiveAnalyticsService }

type Database = ConstructorParameters<typeof PredictiveAnalyticsEngine>[0]

export const predictiveAnalytics = {
  engine: (db?: Database) => new PredictiveAnalyticsEngine(db),
}
