'use client'

import { useFormats } from './format-context.tsx'
import { formatDay } from './instants.ts'

/** A calendar day, which no time zone shifts. */
export function Day({ day }: { day: string }) {
  const { locale } = useFormats()
  return formatDay(`${day}T00:00:00Z`, { locale, timeZone: 'UTC' })
}
