'use client'

import { Anchor } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import Link from 'next/link'

interface Props {
  href?: string
  label?: string
}

export function BackToSuppliers({ href = '/data/suppliers', label = 'Suppliers' }: Props) {
  return (
    <Anchor
      component={Link}
      href={href}
      size="sm"
      mb={4}
      display="inline-flex"
      style={{ alignItems: 'center', gap: 4, minHeight: 24 }}
    >
      <IconArrowLeft size={15} aria-hidden />
      {label}
    </Anchor>
  )
}
