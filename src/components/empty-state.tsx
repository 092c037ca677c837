'use client'

import { EmptyState as Frame, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface Props {
  icon: ReactNode
  title: string
  children: ReactNode
  action?: ReactNode
  /** 1 where it is all that the page says. */
  order?: 1 | 2
}

/** Nothing here, and what to do about it. */
export function EmptyState({ icon, title, children, action, order = 2 }: Props) {
  return (
    <Frame
      icon={icon}
      variant="light"
      size="sm"
      py={48}
      px="md"
      title={
        <Title order={order} size="h2">
          {title}
        </Title>
      }
      description={children}
    >
      {action ? <Frame.Actions>{action}</Frame.Actions> : null}
    </Frame>
  )
}
