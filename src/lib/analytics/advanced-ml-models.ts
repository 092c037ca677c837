export { EnsemblePredictor } from '#src/features/forecasting/ensemble-predictor.ts'
export { NeuralNetwork } from '#src/features/forecasting/models/network/neural-network.ts'
export { TimeSeriesForecaster } from '#src/features/forecasting/time-series-forecaster.ts'
