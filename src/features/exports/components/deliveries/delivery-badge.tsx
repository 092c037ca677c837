import { Badge } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconHelpCircle,
  IconHourglassLow,
  IconSend,
} from '@tabler/icons-react'
import type { Delivery } from '../../destinations/record/schema.ts'

const looks: Record<Delivery['state'], { label: string; color: string; icon: typeof IconSend }> = {
  pending: { label: 'Waiting', color: 'gray', icon: IconHourglassLow },
  sending: { label: 'Sending', color: 'blue', icon: IconSend },
  delivered: { label: 'Delivered', color: 'green', icon: IconCircleCheck },
  failed: { label: 'Failed', color: 'red', icon: IconAlertTriangle },
  unknown: { label: 'Not confirmed', color: 'amber', icon: IconHelpCircle },
}

export function DeliveryBadge({ state }: Pick<Delivery, 'state'>) {
  const { label, color, icon: Icon } = looks[state]
  return (
    <Badge
      color={color}
      fw={600}
      style={{ flex: 'none' }}
      leftSection={<Icon size={13} stroke={2} aria-hidden />}
    >
      {label}
    </Badge>
  )
}
