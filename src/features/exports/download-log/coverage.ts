/** How many different bytes these parts cover together. */
export function coveredBytes(parts: readonly { rangeStart: number; bytesSent: number }[]): number {
  const sorted = parts.toSorted((left, right) => left.rangeStart - right.rangeStart)
  let covered = 0
  let end = 0
  for (const { rangeStart, bytesSent } of sorted) {
    const from = Math.max(rangeStart, end)
    const to = rangeStart + bytesSent
    if (to > from) {
      covered += to - from
      end = to
    }
  }
  return covered
}

/** Whoever has this much of a file has its contents, however many ranges it took. */
const share = 0.9

export function isNearlyWhole(parts: Parameters<typeof coveredBytes>[0], size: number): boolean {
  return coveredBytes(parts) >= size * share
}
