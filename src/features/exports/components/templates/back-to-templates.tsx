'use client'

import { Anchor } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import Link from 'next/link'

export function BackToTemplates() {
  return (
    <Anchor
      component={Link}
      href="/exports/templates"
      size="sm"
      mb={4}
      display="inline-flex"
      style={{ alignItems: 'center', gap: 4, minHeight: 24 }}
    >
      <IconArrowLeft size={15} aria-hidden />
      Templates
    </Anchor>
  )
}
