'use client'

import { useEffect, useState } from 'react'
import { BackLink } from '#src/components/links/back-link.tsx'
import { listAddress } from './list-address.ts'

/** Back to the list with the filters it was left with. */
export function BackToExports() {
  const [href, setHref] = useState('/exports')
  useEffect(() => setHref(listAddress()), [])
  return <BackLink href={href} label="Exports" />
}
