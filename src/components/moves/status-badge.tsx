'use client'

import { Badge } from '@mantine/core'

export function StatusBadge({ label, color }: { label: string; color: string }) {
  return (
    <Badge component="span" color={color}>
      {label}
    </Badge>
  )
}
