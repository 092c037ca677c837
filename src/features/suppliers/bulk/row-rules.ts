import type { LastChange } from './schema.ts'

/** Why one row cannot be imported: what its field should have said. */
export class Refused extends Error {
  readonly field: string

  constructor(field: string, expected: string) {
    super(expected)
    this.field = field
  }
}

/** Workbooks keep milliseconds, lists show seconds. */
const clockToleranceMs = 1_000

/** Refuses to set back what was changed after the file was made. */
export function refuseStale(
  { updatedAt, updatedLocal }: LastChange,
  seen: string | number | undefined,
): void {
  if (seen === undefined) return
  const changed =
    typeof seen === 'number' ? updatedAt.getTime() - seen : updatedLocal - Date.parse(`${seen}Z`)
  if (changed > clockToleranceMs)
    throw new Refused('updated_at', `${updatedAt.toISOString()}: it was changed after this file was made`)
}
