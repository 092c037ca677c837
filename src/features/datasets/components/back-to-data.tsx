'use client'

import { Anchor } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import Link from 'next/link'

export function BackToData() {
  return (
    <Anchor
      component={Link}
      href="/data"
      size="sm"
      mb={4}
      display="inline-flex"
      style={{ alignItems: 'center', gap: 4, minHeight: 24 }}
    >
      <IconArrowLeft size={15} aria-hidden />
      All data
    </Anchor>
  )
}
