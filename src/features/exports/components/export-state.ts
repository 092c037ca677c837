import type { ExportResource } from '../record/schema.ts'

export type ExportState =
  | 'queued'
  | 'running'
  | 'cancelling'
  | 'completed'
  | 'expired'
  | 'failed'
  | 'cancelled'
  | 'altered'
  | 'lost'

/** An export with what verifying its file, or the server, found out beside its row. */
export type ShownExport = ExportResource & {
  /** What is wrong with the stored file. */
  file_problem?: 'lost' | 'altered' | null
  /** Place among the waiting exports, from 1 on. */
  queue_position?: number | null
}

/** What people call the state of an export, which is finer than its status. */
export function stateOf(
  { status, expires_at, cancel_requested_at, file_problem }: ShownExport,
  now: number,
): ExportState {
  if (status === 'pending') return 'queued'
  if (status === 'processing') return cancel_requested_at ? 'cancelling' : 'running'
  if (status !== 'completed') return status
  if (expires_at && Date.parse(expires_at) <= now) return 'expired'
  return file_problem ?? 'completed'
}

export function isUnfinished({ status }: { status: ExportResource['status'] }): boolean {
  return status === 'pending' || status === 'processing'
}

/** Why a queued export does not run yet. */
export function queueReason({ phase, attempt, queue_position: position }: ShownExport): string {
  if (phase === 'approval') return 'Waiting for an admin’s approval'
  if (attempt > 0) return `Attempt ${attempt} failed; trying again in a few seconds`
  const place = position ? `, ${position === 1 ? 'next' : `number ${position}`} in the queue` : ''
  return phase === 'waiting'
    ? `Waiting for another export of your company to finish${place}`
    : `Waiting for a worker${place}`
}

const phases: Record<string, string> = {
  reading: 'Reading the data',
  writing: 'Writing the file',
  storing: 'Storing the file',
}

export function phaseInWords({ phase }: ExportResource): string {
  return (phase && phases[phase]) ?? 'Starting'
}

export interface Pace {
  /** Rows a second since the attempt began. */
  rate: number | undefined
  secondsLeft: number | undefined
}

/** How fast an export runs, by the server's clock alone; an estimate that was passed is of no use any more. */
export function paceOf({ started_at, rows_done, rows_estimated }: ExportResource, serverNow: number): Pace {
  const seconds = started_at ? (serverNow - Date.parse(started_at)) / 1000 : 0
  if (seconds < 0.3 || rows_done === 0) return { rate: undefined, secondsLeft: undefined }
  const rate = rows_done / seconds
  const left = rows_estimated === null ? 0 : rows_estimated - rows_done
  // The first rows say little about the rest.
  const isKnown = left > 0 && seconds > 1 && rows_done > left / 30
  return { rate: Math.round(rate), secondsLeft: isKnown ? Math.ceil(left / rate) : undefined }
}

/** `sales_orders` becomes `Sales orders`: the label of what this person's list of types does not name. */
export function inWords(key: string): string {
  const words = key.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
