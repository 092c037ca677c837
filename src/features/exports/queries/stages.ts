import type { Stage } from '../record/details-schema.ts'
import type { ExportRow } from '../record/repository.ts'

type Timed = Pick<
  ExportRow,
  | 'queuedAt'
  | 'startedAt'
  | 'snapshotAt'
  | 'snapshotOf'
  | 'readAt'
  | 'completedAt'
  | 'storedAt'
  | 'recordCount'
  | 'fileSize'
  | 'files'
>

/** What each part of a run took. A part whose end nobody recorded is left out. */
export function stagesOf(row: Timed, firstStartedAt: Date | null): Stage[] {
  const { queuedAt, startedAt, snapshotOf, readAt, completedAt, storedAt, recordCount: rows } = row
  // Rows that another export had read lie ready when the run starts.
  const firstRowAt = snapshotOf ? startedAt : row.snapshotAt
  return [
    stageOf('queued', queuedAt, firstStartedAt),
    stageOf('reading', firstRowAt, readAt, { rows }),
    ...(storedAt
      ? [
          stageOf('writing', firstRowAt, completedAt, { rows, bytes: row.fileSize }),
          stageOf('storing', completedAt, storedAt, { bytes: bytesIn(row) }),
        ]
      : []),
  ].filter((stage) => stage !== undefined)
}

function stageOf(
  stage: Stage['stage'],
  from: Date | null,
  to: Date | null,
  { rows = null, bytes = null }: { rows?: number | null; bytes?: number | null } = {},
): Stage | undefined {
  if (!from || !to) return undefined
  // Clocks of the database and of a worker may differ a little.
  const milliseconds = Math.max(0, to.getTime() - from.getTime())
  return {
    stage,
    started_at: from.toISOString(),
    ended_at: to.toISOString(),
    duration_ms: milliseconds,
    rows,
    rows_per_second: rateOf(rows, milliseconds),
    bytes,
    bytes_per_second: rateOf(bytes, milliseconds),
  }
}

/** Less than a few milliseconds measure the clock, not the work. */
function rateOf(amount: number | null, milliseconds: number): number | null {
  return amount === null || milliseconds < 5 ? null : Math.round((amount * 1000) / milliseconds)
}

function bytesIn({ files }: Timed): number {
  return (files as { bytes: number }[]).reduce((sum, { bytes }) => sum + bytes, 0)
}
