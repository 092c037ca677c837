import { Badge } from '@mantine/core'
import { IconHandStop, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import type { Schedule } from '../../schedules/record/schema.ts'

export function StateBadge({ schedule: { hold, is_active } }: { schedule: Schedule }) {
  const [label, color, Icon] = hold
    ? (['On hold', 'amber', IconHandStop] as const)
    : is_active
      ? (['Active', 'green', IconPlayerPlay] as const)
      : (['Paused', 'gray', IconPlayerPause] as const)
  return (
    <Badge color={color} fw={600} miw="max-content" leftSection={<Icon size={13} stroke={2} aria-hidden />}>
      {label}
    </Badge>
  )
}
