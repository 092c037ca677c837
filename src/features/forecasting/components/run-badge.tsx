import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import type { RunResource } from '../record/schema.ts'

const looks: Record<RunResource['status'], { label: string; color: string }> = {
  pending: { label: 'Waiting', color: 'gray' },
  processing: { label: 'Running', color: 'blue' },
  completed: { label: 'Completed', color: 'green' },
  failed: { label: 'Failed', color: 'red' },
  cancelled: { label: 'Cancelled', color: 'gray' },
}

export function isUnfinished({ status }: Pick<RunResource, 'status'>): boolean {
  return status === 'pending' || status === 'processing'
}

export function RunBadge({ run }: { run: Pick<RunResource, 'status' | 'is_cancelling'> }) {
  return (
    <StatusBadge {...(run.is_cancelling ? { label: 'Cancelling', color: 'amber' } : looks[run.status])} />
  )
}
