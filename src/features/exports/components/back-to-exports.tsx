'use client'

import { Anchor } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { listAddress } from './list-address.ts'

/** Back to the list with the filters it was left with. */
export function BackToExports() {
  const [href, setHref] = useState('/exports')
  useEffect(() => setHref(listAddress()), [])
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
      Exports
    </Anchor>
  )
}
