export {
  PredictiveAnalyticsEngine,
  PredictiveAnalyticsEngine as PredictiveAnalyticsService,
} from '#src/features/forecasting/predictive-analytics-engine.ts'
