/** Joins forecasts of the same values into one. */
export class EnsemblePredictor {
  /** The mean of the forecasts, step by step, by weights that need not add up to 1, or by equal ones. */
  combine(forecasts: number[][], weights: number[] = forecasts.map(() => 1)): number[] {
    const horizon = forecasts[0]?.length
    if (horizon === undefined || forecasts.some(({ length }) => length !== horizon))
      throw new RangeError('forecasts: at least one, all of the same length')
    const sum = weights.reduce((all, weight) => all + weight, 0)
    if (weights.length !== forecasts.length || !weights.every((weight) => weight >= 0) || !(sum > 0))
      throw new RangeError('weights: one of 0 or more for each forecast, not all of them 0')
    return Array.from({ length: horizon }, (_, step) =>
      forecasts.reduce((mean, forecast, index) => mean + (weights[index]! / sum) * forecast[step]!, 0),
    )
  }

  /**
   * Weights that add up to 1, the larger the smaller an error was: by the inverse of its square (Bates and Granger
   * 1969). Forecasts without any error share everything.
   */
  weigh(errors: number[]): number[] {
    if (errors.length === 0 || !errors.every((error) => error >= 0 && error < Number.POSITIVE_INFINITY))
      throw new RangeError('errors: finite numbers of 0 or more, at least one')
    const least = Math.min(...errors)
    const inverses = errors.map((error) => (error === least ? 1 : (least / error) ** 2))
    const sum = inverses.reduce((all, inverse) => all + inverse, 0)
    return inverses.map((inverse) => inverse / sum)
  }
}
