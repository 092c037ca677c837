import { EnsemblePredictor } from '#src/features/forecasting/ensemble-predictor.ts'
import { NeuralNetwork } from '#src/features/forecasting/models/network/neural-network.ts'
import { TimeSeriesForecaster } from '#src/features/forecasting/time-series-forecaster.ts'
import { AdvancedSupplierPredictor } from '#src/features/supplier-performance/advanced-supplier-predictor.ts'

export {
  AdvancedSupplierPredictor,
  AdvancedSupplierPredictor as AdvancedMLModels,
  EnsemblePredictor,
  NeuralNetwork,
  TimeSeriesForecaster,
}

type Database = ConstructorParameters<typeof AdvancedSupplierPredictor>[0]

export const advancedMLModels = {
  supplierPredictor: (db?: Database) => new AdvancedSupplierPredictor(db),
  timeSeriesForecaster: (db?: Database) => new TimeSeriesForecaster(db),
  ensemblePredictor: () => new EnsemblePredictor(),
  neuralNetwork: (layers: number[]) => new NeuralNetwork(layers),
}
