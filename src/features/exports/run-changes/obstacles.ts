/** Why a run of a schedule cannot be compared with the one before, as a clause. */
export const obstacles = {
  rows_not_kept: 'its rows are no longer kept where this run was made',
  dataset: 'it was of another dataset',
  changes_only: 'it only held changes',
  columns: 'it had other columns',
  time_zone: 'it was in another time zone',
  too_many_rows: 'only runs of up to 1,000,000 rows are compared',
  shared_keys: 'rows share a key',
  failed: 'comparing the two failed',
} as const
export type Obstacle = keyof typeof obstacles
