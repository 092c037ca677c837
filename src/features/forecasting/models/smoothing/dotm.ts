import { minimise, outOfBounds } from '../numbers/nelder-mead.ts'

/**
 * The dynamic optimised theta model (Fiorucci et al. 2016): the Theta method whose line is fitted again at every value,
 * with first level, smoothing a in [0.1, 0.99] and theta >= 1 by least squares. Its own forecasts stand in for the
 * values beyond the last.
 */
export function dotm(values: Float64Array, horizon: number): Float64Array {
  if (values.length < 3) return new Float64Array(horizon).fill(values.at(-1)!)
  const noForecast = new Float64Array(0)
  const { point } = minimise((point) => follow(values, point, noForecast), [values[0]! / 2, 0.5, 2])
  const forecast = new Float64Array(horizon)
  follow(values, point, forecast)
  return forecast
}

/** Sum of the squared errors from the third value on; the forecast is written into `forecast`. */
function follow(values: Float64Array, point: Float64Array, forecast: Float64Array): number {
  const smoothing = point[1]!
  const theta = point[2]!
  if (smoothing < 0.1 || smoothing > 0.99 || theta < 1) return outOfBounds
  const n = values.length
  const weight = 1 - 1 / theta
  let level = smoothing * values[0]! + (1 - smoothing) * point[0]!
  let mean = values[0]!
  let intercept = mean
  let slope = 0
  let power = 1 - smoothing
  let sum = 0
  for (let t = 1; t < n + forecast.length; t += 1) {
    const next = power * (1 - smoothing)
    const expected = level + weight * (power * intercept + ((1 - next) / smoothing) * slope)
    power = next
    const value = t < n ? values[t]! : expected
    if (t >= n) forecast[t - n] = expected
    else if (t > 1) sum += (value - expected) ** 2
    level = smoothing * value + (1 - smoothing) * level
    slope = ((t - 1) * slope + (6 * (value - mean)) / (t + 1)) / (t + 2)
    mean += (value - mean) / (t + 1)
    intercept = mean - (slope * (t + 2)) / 2
  }
  return sum
}
