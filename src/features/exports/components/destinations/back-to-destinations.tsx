'use client'

import { Anchor } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import Link from 'next/link'

export function BackToDestinations() {
  return (
    <Anchor
      component={Link}
      href="/settings/destinations"
      size="sm"
      mb={4}
      display="inline-flex"
      style={{ alignItems: 'center', gap: 4, minHeight: 24 }}
      data-no-print
    >
      <IconArrowLeft size={15} aria-hidden />
      Destinations
    </Anchor>
  )
}
