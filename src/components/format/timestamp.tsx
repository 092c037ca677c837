'use client'

import { useFormats } from './format-context.tsx'
import { formatInstant, formatRelative } from './instants.ts'

interface Props {
  at: string
  /** Words such as "3 minutes ago", with the exact instant on hover; else the exact instant. */
  relative?: boolean
  withSeconds?: boolean
}

export function Timestamp({ at, relative = false, withSeconds = false }: Props) {
  const formats = useFormats()
  const exact = formatInstant(at, formats, withSeconds)
  return (
    <time dateTime={at} title={relative ? exact : undefined} suppressHydrationWarning>
      {relative ? formatRelative(at, formats.now) : exact}
    </time>
  )
}
