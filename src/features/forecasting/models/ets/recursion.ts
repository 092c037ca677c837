import { outOfBounds } from '../numbers/nelder-mead.ts'
import type { Kind } from './kinds.ts'

export interface Parameters {
  alpha: number
  beta: number
  gamma: number
  phi: number
  level: number
  slope: number
}

/** What `minimise` moves, in the order level's smoothing, level, slope's smoothing, slope, season's smoothing, damping. */
export function parametersFrom(kind: Kind, point: Float64Array): Parameters {
  let next = 2
  const hasTrend = kind.trend !== 'N'
  return {
    alpha: point[0]!,
    level: point[1]!,
    beta: hasTrend ? point[next++]! : 0,
    slope: hasTrend ? point[next++]! : 0,
    gamma: kind.season === 'N' ? 0 : point[next++]!,
    phi: kind.trend === 'Ad' ? point[next]! : 1,
  }
}

/**
 * The equations of the family, which are the same for both kinds of error once the error is a distance: with r = y - mu
 * and q = l + phi b, l = q + alpha r / s, b = phi b + beta r / s, s = s + gamma r / q, where s and q divide only if
 * seasons multiply (Hyndman et al. 2008, table 2.2 and 2.3).
 */
export class Recursion {
  readonly values: Float64Array
  /** At the start; a single 0 without seasons. */
  readonly seasons: Float64Array
  readonly #state: Float64Array
  #level = 0
  #slope = 0

  constructor(values: Float64Array, seasons: Float64Array) {
    this.values = values
    this.seasons = seasons
    this.#state = new Float64Array(seasons.length)
  }

  /** n ln(sum e^2), and for relative errors + 2 sum ln|mu|: minus twice the likelihood, up to a constant. */
  criterion(kind: Kind, { alpha, beta, gamma, phi, level, slope }: Parameters): number {
    if (alpha < 1e-4 || alpha > 0.9999) return outOfBounds
    if (kind.trend === 'Ad' && (phi < 0.8 || phi > 0.98)) return outOfBounds
    if (kind.trend !== 'N' && (beta < 1e-4 || beta > alpha)) return outOfBounds
    if (kind.season !== 'N' && (gamma < 1e-4 || gamma > 1 - alpha)) return outOfBounds
    const { values } = this
    const state = this.#state
    state.set(this.seasons)
    const n = values.length
    const m = state.length
    const isRelative = kind.error === 'M'
    const multiplies = kind.season === 'M'
    let squares = 0
    let logs = 0
    // Logarithms cost more than all the rest, so they are taken of products.
    let product = 1
    let at = 0
    for (let t = 0; t < n; t += 1) {
      slope *= phi
      const q = level + slope
      const s = state[at]!
      const mu = multiplies ? q * s : q + s
      const r = values[t]! - mu
      if (isRelative) {
        if (!(mu > 0)) return outOfBounds
        const e = r / mu
        squares += e * e
        product *= mu
        if (product > 1e100 || product < 1e-100) {
          logs += Math.log(product)
          product = 1
        }
      } else squares += r * r
      const step = multiplies ? r / s : r
      level = q + alpha * step
      slope += beta * step
      state[at] = s + gamma * (multiplies ? r / q : r)
      at = at + 1 === m ? 0 : at + 1
    }
    this.#level = level
    this.#slope = slope
    return n * Math.log(squares) + 2 * (logs + Math.log(product))
  }

  /** Of what follows the last value. */
  forecast(kind: Kind, parameters: Parameters, horizon: number): Float64Array {
    this.criterion(kind, parameters)
    const state = this.#state
    return new Float64Array(horizon).map((_, step) => {
      this.#slope *= parameters.phi
      this.#level += this.#slope
      const s = state[(this.values.length + step) % state.length]!
      return kind.season === 'M' ? this.#level * s : this.#level + s
    })
  }
}
