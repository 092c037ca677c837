'use client'

import { EmptyState as Frame, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface Props {
  icon: ReactNode
  title: string
  children: ReactNode
  action?: ReactNode
}

/** Nothing here, and what to do about it. */
export function EmptyState({ icon, title, children, action }: Props) {
  return (
    <Frame
      icon={icon}
      variant="light"
      size="sm"
      py={48}
      px="md"
      title={<Title order={2}>{title}</Title>}
      description={children}
    >
      {action ? <Frame.Actions>{action}</Frame.Actions> : null}
    </Frame>
  )
}
