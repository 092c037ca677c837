/** Standard deviations of the autocorrelation at which a season is believed, one-sided 95 %. */
export const usualThreshold = 1.645

/**
 * Seasonal factors of mean 1, the first for the first value, or undefined where no season is found: fewer than three
 * of them, a value that is not positive, or an autocorrelation at the season's lag that may be chance (the test of the
 * M competitions, Assimakopoulos and Nikolopoulos 2000).
 */
export function findSeason(
  values: Float64Array,
  period: number,
  threshold = usualThreshold,
): Float64Array | undefined {
  if (period < 2 || values.length < 3 * period || !values.every((value) => value > 0)) return undefined
  return isSeasonal(values, period, threshold) ? ratiosToTrend(values, period) : undefined
}

function isSeasonal(values: Float64Array, period: number, threshold: number): boolean {
  const correlations = autocorrelations(values, period)
  let noise = 1
  for (let lag = 1; lag < period; lag += 1) noise += 2 * correlations[lag]! ** 2
  return Math.abs(correlations[period]!) > threshold * Math.sqrt(noise / values.length)
}

/** At the lags 0 to `most`; all zero for a constant. */
function autocorrelations(values: Float64Array, most: number): Float64Array {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const found = new Float64Array(most + 1)
  for (let lag = 0; lag <= most; lag += 1)
    for (let t = lag; t < n; t += 1) found[lag]! += (values[t]! - mean) * (values[t - lag]! - mean)
  const variance = found[0]!
  return variance > 0 ? found.map((sum) => sum / variance) : found.fill(0)
}

/** Mean ratio of each season to the centred moving average, scaled to mean 1: classical decomposition. */
export function ratiosToTrend(values: Float64Array, period: number): Float64Array {
  const ratios = meanBySeason(values, period, (value, trend) => value / trend)
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / period
  return ratios.map((ratio) => ratio / mean)
}

/** Mean distance of each season from the centred moving average, shifted to mean 0. */
export function distancesFromTrend(values: Float64Array, period: number): Float64Array {
  const distances = meanBySeason(values, period, (value, trend) => value - trend)
  const mean = distances.reduce((sum, distance) => sum + distance, 0) / period
  return distances.map((distance) => distance - mean)
}

function meanBySeason(
  values: Float64Array,
  period: number,
  compare: (value: number, trend: number) => number,
): Float64Array {
  const sums = new Float64Array(period)
  const counts = new Float64Array(period)
  const half = Math.floor(period / 2)
  for (let t = half; t + half < values.length; t += 1) {
    const season = t % period
    sums[season]! += compare(values[t]!, centredAverage(values, t, period))
    counts[season]! += 1
  }
  return sums.map((sum, season) => sum / counts[season]!)
}

/** Over one period around `t`; of an even one the two outermost values count half each. */
function centredAverage(values: Float64Array, t: number, period: number): number {
  const half = Math.floor(period / 2)
  let sum = 0
  for (let at = t - half; at <= t + half; at += 1) sum += values[at]!
  if (period % 2 === 0) sum -= (values[t - half]! + values[t + half]!) / 2
  return sum / period
}

/** The values without their season. */
export function withoutSeason(values: Float64Array, season: Float64Array | undefined): Float64Array {
  return season ? values.map((value, t) => value / season[t % season.length]!) : values
}

/** A forecast that follows `length` values, with their season. */
export function withSeason(
  forecast: Float64Array,
  season: Float64Array | undefined,
  length: number,
): Float64Array {
  return season ? forecast.map((value, step) => value * season[(length + step) % season.length]!) : forecast
}
