import { Badge } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArchive,
  IconBan,
  IconCircleCheck,
  IconFileX,
  IconHourglassLow,
  IconPlayerPlay,
  IconPlayerStop,
  IconShieldX,
} from '@tabler/icons-react'
import type { ExportState } from './export-state.ts'

const looks: Record<ExportState, { label: string; color: string; icon: typeof IconBan }> = {
  queued: { label: 'Queued', color: 'gray', icon: IconHourglassLow },
  running: { label: 'Running', color: 'blue', icon: IconPlayerPlay },
  cancelling: { label: 'Cancelling', color: 'amber', icon: IconPlayerStop },
  completed: { label: 'Completed', color: 'green', icon: IconCircleCheck },
  expired: { label: 'Expired', color: 'gray', icon: IconArchive },
  failed: { label: 'Failed', color: 'red', icon: IconAlertTriangle },
  altered: { label: 'File altered', color: 'red', icon: IconShieldX },
  lost: { label: 'File lost', color: 'red', icon: IconFileX },
  cancelled: { label: 'Cancelled', color: 'gray', icon: IconBan },
}

export function StatusBadge({ state, size = 'md' }: { state: ExportState; size?: 'md' | 'lg' }) {
  const { label, color, icon: Icon } = looks[state]
  return (
    <Badge
      color={color}
      size={size}
      style={{ overflow: 'visible', flex: 'none' }}
      fw={600}
      leftSection={<Icon size={13} stroke={2} aria-hidden />}
    >
      {label}
    </Badge>
  )
}
