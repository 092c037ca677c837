import type { Pool } from 'pg'
import { expect, expectTypeOf, it } from 'vitest'
import type { DatabaseManager } from '../db/index.ts'
import * as door from './advanced-ml-models.ts'

it('the models answer under the names that other code imports', () => {
  const { EnsemblePredictor, NeuralNetwork, TimeSeriesForecaster } = door
  expect(Object.keys(door).sort()).toEqual([
    ...['AdvancedMLModels', 'AdvancedSupplierPredictor', 'EnsemblePredictor', 'NeuralNetwork'],
    ...['TimeSeriesForecaster', 'advancedMLModels'],
  ])

  const network = new NeuralNetwork([1, 4, 1], 3)
  const x = [Float32Array.of(0), Float32Array.of(1)]
  const options = { epochs: 1, batch: 2, rate: 0.001, weights: Float32Array.of(1, 2) }
  const trained = network.train(x, x, { ...options, signal: new AbortController().signal })
  expectTypeOf(trained).toEqualTypeOf<{ steps: number; loss: number }>()
  expectTypeOf(network.predict(x[0]!)).toExtend<Float32Array>()
  expectTypeOf(network.save()).toExtend<Uint8Array>()
  expect(NeuralNetwork.load(network.save()).predict(x[0]!)).toEqual(network.predict(x[0]!))

  const forecaster = new TimeSeriesForecaster()
  const series = { id: 'a', values: [1, 2, 3, 4, 5, 6, 7, 8], period: 1, nonNegative: true }
  const forecast = forecaster.forecast(series, { horizon: 2, levels: [0.9], method: 'theta' })
  expectTypeOf(forecast.id).toEqualTypeOf<string>()
  expectTypeOf(forecast.method).toExtend<string>()
  expectTypeOf(forecast.why).toEqualTypeOf<string>()
  expectTypeOf(forecast.mean).toEqualTypeOf<number[]>()
  expectTypeOf(forecast.intervals).toEqualTypeOf<{ level: number; lower: number[]; upper: number[] }[]>()
  expectTypeOf(forecast.backtest).toEqualTypeOf<{
    smape: number
    mase: number | null
    origins: number
  } | null>()
  expect(forecaster.forecastMany([series], { horizon: 2, levels: [0.9], method: 'theta' })).toEqual([
    forecast,
  ])
  expect(forecaster.backtest(series, { horizon: 2 })?.origins).toBeGreaterThan(0)

  const ensemble = new EnsemblePredictor()
  expect(ensemble.combine([forecast.mean], ensemble.weigh([1]))).toEqual(forecast.mean)
})

it('the predictor of late lines has the calls that other code makes', () => {
  const { AdvancedMLModels, AdvancedSupplierPredictor, advancedMLModels } = door
  expect(AdvancedMLModels).toBe(AdvancedSupplierPredictor)
  type Predictor = InstanceType<typeof AdvancedSupplierPredictor>
  expectTypeOf<Pool>().toExtend<ConstructorParameters<typeof AdvancedSupplierPredictor>[0]>()
  expectTypeOf<DatabaseManager>().toExtend<ConstructorParameters<typeof AdvancedSupplierPredictor>[0]>()
  expectTypeOf<Awaited<ReturnType<Predictor['train']>>>().toEqualTypeOf<{ modelId: string }>()
  expectTypeOf<{ lineIds: string[] }>().toExtend<Parameters<Predictor['predict']>[1]>()
  type Planned = { supplierId: string; itemId: string; quantity: number; due: string }
  expectTypeOf<Planned>().toExtend<Parameters<Predictor['predict']>[1]>()
  expectTypeOf<Awaited<ReturnType<Predictor['predict']>>[number]>().toExtend<{
    probability: number
    daysLate: { low: number; median: number; high: number } | null
    reasons: { code: string; text: string; effect: number; evidence: string[] }[]
    basis: 'model' | 'history' | 'prior'
    modelId: string | null
    asOf: string
  }>()
  expect(advancedMLModels.supplierPredictor()).toBeInstanceOf(AdvancedSupplierPredictor)
  expect(advancedMLModels.timeSeriesForecaster()).toBeInstanceOf(door.TimeSeriesForecaster)
  expect(advancedMLModels.ensemblePredictor()).toBeInstanceOf(door.EnsemblePredictor)
  expect(advancedMLModels.neuralNetwork([1, 2, 1])).toBeInstanceOf(door.NeuralNetwork)
})
