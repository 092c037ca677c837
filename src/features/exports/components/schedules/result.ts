import type { Occurrence } from '../../schedules/record/schema.ts'

export type Result = 'done' | 'running' | 'failed' | 'skipped' | 'missed' | 'held'

/** What came of a run, as people call it. */
export function resultOf({ state, export_status }: Occurrence): Result {
  if (state !== 'started') return state
  if (export_status === 'completed') return 'done'
  return export_status === 'failed' || export_status === 'cancelled' ? 'failed' : 'running'
}

/** The result as a word, and why where there is something to say. */
export function resultInWords(run: Occurrence): { label: string; reason: string | undefined } {
  const reason = run.message ?? run.export_error ?? undefined
  if (run.state === 'started' && run.export_status === 'cancelled') return { label: 'Cancelled', reason }
  return { label: labels[resultOf(run)], reason }
}

const labels: Record<Result, string> = {
  done: 'Completed',
  running: 'Running',
  failed: 'Failed',
  skipped: 'Skipped',
  missed: 'Missed',
  held: 'On hold',
}
