/** Mean size of the values, 1 if all of them are 0. */
export function meanSize(values: Float64Array): number {
  return values.reduce((sum, value) => sum + Math.abs(value) / values.length, 0) || 1
}
