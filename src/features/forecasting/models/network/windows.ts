import { meanSize } from '../series/scale.ts'
import { findSeason, withoutSeason, withSeason } from '../series/season.ts'

/** A series as the network sees it: logarithms without season, moved until they exist. */
export interface Path {
  logs: Float64Array
  /** Mean size of a step, in logarithms. */
  scale: number
  season: Float64Array | undefined
  shift: number
  /** Mean size of the values. */
  unit: number
}

/** The network believes in weaker seasons than the other methods do, for what it cannot learn from one series. */
const seasonThreshold = 1
const leastScale = 0.001
/** A forecast of 1e100 times the mean size of the values is as good as any larger one, and finite. */
const mostLog = 100 * Math.LN10

export function pathOf(values: Float64Array, period: number): Path {
  const unit = meanSize(values)
  const scaled = values.map((value) => value / unit)
  const season = findSeason(scaled, period, seasonThreshold)
  const plain = withoutSeason(scaled, season)
  const least = plain.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY)
  const shift = least > 0 ? 0 : -least + 1
  const logs = plain.map((value) => Math.log(value + shift))
  let steps = 0
  for (let t = 1; t < logs.length; t += 1) steps += Math.abs(logs[t]! - logs[t - 1]!)
  return { logs, season, shift, unit, scale: steps / Math.max(1, logs.length - 1) + leastScale }
}

/** Shorter series are forecast by the network without having a say in how far back it reads. */
const shortestWithASay = 8

/** How many values before the last one the network reads. */
export function windowLength(lengths: number[], period: number): number {
  const shortest = lengths
    .filter((length) => length >= shortestWithASay)
    .reduce((least, length) => Math.min(least, length), Number.POSITIVE_INFINITY)
  return Math.max(4, Math.min(period > 1 ? period + 6 : 10, Math.floor(0.6 * shortest)))
}

/** The distances of the `window` values before `t` from the one at `t`, in steps, and how large a step is. */
export function inputAt({ logs, scale }: Path, t: number, window: number): Float32Array {
  const input = new Float32Array(window + 1)
  for (let k = 1; k <= window; k += 1) input[k - 1] = (logs[Math.max(0, t - k)]! - logs[t]!) / (3 * scale)
  input[window] = Math.log(scale) / 2
  return input
}

/** The same of the values behind `t`, NaN beyond the last. */
export function targetAt({ logs, scale }: Path, t: number, horizon: number): Float32Array {
  return new Float32Array(horizon).map((_, step) => {
    const value = logs[t + step + 1]
    return value === undefined ? Number.NaN : (value - logs[t]!) / (3 * scale)
  })
}

/** The forecast that an output of the network stands for, behind the last value. */
export function forecastFrom(
  { logs, scale, season, shift, unit }: Path,
  output: ArrayLike<number>,
): Float64Array {
  const last = logs.at(-1)!
  const plain = Float64Array.from(
    output,
    (steps) => Math.exp(Math.min(mostLog, last + steps * 3 * scale)) - shift,
  )
  return withSeason(plain, season, logs.length).map((value) => value * unit)
}
