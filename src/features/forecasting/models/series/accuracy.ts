/** Symmetric absolute percentage error in percent, 0 to 200, of each value; 0 where both are 0. */
export function smapes(actual: ArrayLike<number>, forecast: ArrayLike<number>): number[] {
  return Array.from(actual, (value, step) => {
    const error = Math.abs(value - forecast[step]!)
    return error === 0 ? 0 : (200 * error) / (Math.abs(value) + Math.abs(forecast[step]!))
  })
}

/** Mean distance of values a season apart, the yardstick of errors (Hyndman and Koehler 2006); 0 for a constant. */
export function seasonalStep(values: ArrayLike<number>, period: number): number {
  const lag = period < values.length ? period : 1
  let sum = 0
  for (let t = lag; t < values.length; t += 1) sum += Math.abs(values[t]! - values[t - lag]!)
  return values.length > lag ? sum / (values.length - lag) : 0
}

/** Mean absolute scaled error: 1 is as good as repeating the last season within the history. */
export function mase(
  actual: ArrayLike<number>,
  forecast: ArrayLike<number>,
  history: ArrayLike<number>,
  period: number,
): number | null {
  const scale = seasonalStep(history, period)
  return scale > 0
    ? mean(Array.from(actual, (value, step) => Math.abs(value - forecast[step]!))) / scale
    : null
}

/** Width of an interval plus 2 / (1 - level) times what lies outside of it (Gneiting and Raftery 2007). */
export function intervalScore(actual: number, lower: number, upper: number, level: number): number {
  const outside = Math.max(0, lower - actual, actual - upper)
  return upper - lower + (2 / (1 - level)) * outside
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i += 1) sum += values[i]!
  return sum / values.length
}
