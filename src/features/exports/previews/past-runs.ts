import type { PastRun } from './repository.ts'

/** A cost that begins somewhere and grows with the rows. */
export interface Line {
  base: number
  perRow: number
}

/** What these runs took in relation to their rows, by least squares; neither part is ever negative. */
export function fitLine(points: readonly { rows: number; cost: number }[]): Line {
  const count = points.length
  const meanRows = points.reduce((sum, { rows }) => sum + rows, 0) / count
  const meanCost = points.reduce((sum, { cost }) => sum + cost, 0) / count
  const spread = points.reduce((sum, { rows }) => sum + (rows - meanRows) ** 2, 0)
  const together = points.reduce((sum, { rows, cost }) => sum + (rows - meanRows) * (cost - meanCost), 0)
  const slope = spread === 0 ? meanCost / meanRows : together / spread
  const base = meanCost - slope * meanRows
  if (slope <= 0) return { base: meanCost, perRow: 0 }
  return base >= 0 ? { base, perRow: slope } : { base: 0, perRow: meanCost / meanRows }
}

export function costOf({ base, perRow }: Line, rows: number): number {
  return base + perRow * rows
}

export function bytesLine(runs: readonly PastRun[]): Line {
  return fitLine(runs.map(({ rows, bytes }) => ({ rows, cost: bytes })))
}

export function timeLine(runs: readonly PastRun[]): Line {
  return fitLine(runs.map(({ rows, milliseconds }) => ({ rows, cost: milliseconds })))
}
