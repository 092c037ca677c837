import { fitLine } from '../numbers/line.ts'
import { minimise } from '../numbers/nelder-mead.ts'
import { distancesFromTrend, ratiosToTrend, withoutSeason } from '../series/season.ts'
import { type Kind, kinds } from './kinds.ts'
import { type Parameters, parametersFrom, Recursion } from './recursion.ts'

export interface Fitted {
  kind: Kind
  /** Akaike's criterion, corrected for few values. */
  aicc: number
  forecast: Float64Array
}

/** Exponential smoothing by the model of the family with the least AICc (Hyndman et al. 2008, chapter 7). */
export function ets(values: Float64Array, horizon: number, period: number): Float64Array {
  return selectEts(values, horizon, period)?.forecast ?? new Float64Array(horizon).fill(values.at(-1)!)
}

/** Undefined where there are too few values for any model. */
export function selectEts(values: Float64Array, horizon: number, period: number): Fitted | undefined {
  const isPositive = values.every((value) => value > 0)
  let best: { fit: Fit; recursion: Recursion } | undefined
  for (const season of ['N', 'A', 'M'] as const) {
    if (season !== 'N' && (period < 2 || values.length < 2 * period)) continue
    if (season === 'M' && !isPositive) continue
    const recursion = startingRecursion(values, season, period)
    for (const kind of kinds) {
      if (kind.season !== season || (kind.error === 'M' && !isPositive)) continue
      const fit = fitKind(recursion, kind, values, period)
      if (fit && (!best || fit.aicc < best.fit.aicc)) best = { fit, recursion }
    }
  }
  if (!best) return undefined
  const { fit, recursion } = best
  return { kind: fit.kind, aicc: fit.aicc, forecast: recursion.forecast(fit.kind, fit.parameters, horizon) }
}

/** The seasons at the start are those of the classical decomposition. */
function startingRecursion(values: Float64Array, season: Kind['season'], period: number): Recursion {
  if (season === 'N') return new Recursion(values, new Float64Array(1))
  return new Recursion(
    values,
    season === 'M' ? ratiosToTrend(values, period) : distancesFromTrend(values, period),
  )
}

interface Fit {
  kind: Kind
  aicc: number
  parameters: Parameters
}

function fitKind(recursion: Recursion, kind: Kind, values: Float64Array, period: number): Fit | undefined {
  const n = values.length
  const hasTrend = kind.trend !== 'N'
  const smoothing = 1 + Number(hasTrend) + Number(kind.trend === 'Ad') + Number(kind.season !== 'N')
  const states = 1 + Number(hasTrend) + (kind.season === 'N' ? 0 : period - 1)
  const k = smoothing + states + 1
  if (n - k - 1 <= 0) return undefined

  const { level, slope } = startingLine(recursion, kind, period)
  const start = [0.3, level]
  if (hasTrend) start.push(0.1, slope)
  if (kind.season !== 'N') start.push(0.05)
  if (kind.trend === 'Ad') start.push(0.9)
  const criterion = (point: Float64Array) => recursion.criterion(kind, parametersFrom(kind, point))
  const { point, value } = minimise(criterion, start, { tolerance: 1e-6 })
  if (!Number.isFinite(value) || value >= 1e299) return undefined
  return {
    kind,
    aicc: value + 2 * k + (2 * k * (k + 1)) / (n - k - 1),
    parameters: { ...parametersFrom(kind, point) },
  }
}

function startingLine({ values, seasons }: Recursion, kind: Kind, period: number) {
  const adjusted =
    kind.season === 'N'
      ? values
      : kind.season === 'M'
        ? withoutSeason(values, seasons)
        : values.map((value, t) => value - seasons[t % seasons.length]!)
  return fitLine(adjusted, Math.min(values.length, Math.max(10, 2 * period)))
}
