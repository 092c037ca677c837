import { forecastMany } from '../models/panel/forecast-many.ts'
import type { FromForecaster, ToForecaster } from './forecaster-messages.ts'

// The process of one run: series in, forecasts out. Between two series it looks whether its parent still lives,
// because nothing else is heard while it computes.

const reportMs = 250
const parent = process.ppid

process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.once('disconnect', () => process.exit())
process.once('message', ({ series, options }: ToForecaster) => {
  let told = 0
  const forecasts = forecastMany(series, options, (done, all) => {
    if (process.ppid !== parent) process.exit()
    if (performance.now() - told < reportMs) return
    told = performance.now()
    report({ share: done / all })
  })
  report({ forecasts })
})

function report(message: FromForecaster): void {
  process.send?.(message)
}
