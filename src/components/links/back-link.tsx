'use client'

import { Anchor } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import Link from 'next/link'

/** Above the title of a page: back to the list that it belongs to. */
export function BackLink({ href, label }: { href: string; label: string }) {
  return (
    <Anchor
      component={Link}
      href={href}
      size="sm"
      mb={4}
      display="inline-flex"
      style={{ alignItems: 'center', gap: 4, minHeight: 24 }}
      data-no-print
    >
      <IconArrowLeft size={15} aria-hidden />
      {label}
    </Anchor>
  )
}
