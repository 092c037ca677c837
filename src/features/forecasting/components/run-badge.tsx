import { Badge } from '@mantine/core'
import type { RunResource } from '../record/schema.ts'

const looks: Record<RunResource['status'], { label: string; color: string }> = {
  pending: { label: 'Waiting', color: 'gray' },
  processing: { label: 'Running', color: 'blue' },
  completed: { label: 'Completed', color: 'green' },
  failed: { label: 'Failed', color: 'red' },
  cancelled: { label: 'Cancelled', color: 'gray' },
}

export function RunBadge({ run }: { run: Pick<RunResource, 'status' | 'is_cancelling'> }) {
  const { label, color } = run.is_cancelling ? { label: 'Cancelling', color: 'amber' } : looks[run.status]
  return (
    <Badge color={color} variant="light" tt="none" component="span">
      {label}
    </Badge>
  )
}
