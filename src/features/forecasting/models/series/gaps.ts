/** Without what is missing (NaN): dropped before the first known value, on a straight line between two, else carried. */
export function fillGaps(values: ArrayLike<number>): Float64Array {
  const filled = Float64Array.from(values)
  let known = -1
  let first = -1
  for (let t = 0; t < filled.length; t += 1) {
    if (Number.isNaN(filled[t]!)) continue
    if (first < 0) first = t
    for (let gap = known + 1; known >= 0 && gap < t; gap += 1)
      filled[gap] = filled[known]! + ((filled[t]! - filled[known]!) * (gap - known)) / (t - known)
    known = t
  }
  if (first < 0) return new Float64Array(0)
  return filled.fill(filled[known]!, known + 1).slice(first)
}
