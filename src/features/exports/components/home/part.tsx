'use client'

import { Anchor } from '@mantine/core'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Card } from '#src/components/card.tsx'

interface Props {
  title: string
  /** Where the rest is. */
  href: string
  count?: number
  children: ReactNode
}

export function Part({ title, href, count, children }: Props) {
  return (
    <Card
      title={count === undefined ? title : `${title} (${count})`}
      aside={
        <Anchor component={Link} href={href} prefetch={false} size="sm" aria-label={`Show all: ${title}`}>
          Show all
        </Anchor>
      }
    >
      {children}
    </Card>
  )
}
