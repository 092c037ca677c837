import type { Manifest } from '../proofs/manifest.ts'

/** So many rows are compared. */
export const mostRows = 1_000_000

/** As much of an export as decides what it can be compared with. */
export interface Comparable extends Pick<Manifest, 'dataset' | 'columns' | 'time_zone' | 'rows_written'> {
  isDelta: boolean
}

export type Obstacle = 'dataset' | 'changes_only' | 'columns' | 'time_zone' | 'too_many_rows'

/** Why two exports cannot be compared; undefined when they can. */
export function whyNotComparable(before: Comparable, after: Comparable): Obstacle | undefined {
  if (before.dataset.key !== after.dataset.key) return 'dataset'
  if (before.isDelta || after.isDelta) return 'changes_only'
  if (columnsOf(before) !== columnsOf(after)) return 'columns'
  if (before.time_zone !== after.time_zone) return 'time_zone'
  if (Math.max(before.rows_written, after.rows_written) > mostRows) return 'too_many_rows'
  return undefined
}

/** Labels do not matter: they may have another language. */
function columnsOf({ columns }: Comparable): string {
  return JSON.stringify(
    columns.map(({ key, type, scale, masked, expression }) => [key, type, scale, masked, expression]),
  )
}
