'use client'

import { useFormats } from './format-context.tsx'
import { formatBytes, formatCount } from './quantities.ts'
import { unitOf } from './units.ts'

export function Count({ value }: { value: number }) {
  return <span suppressHydrationWarning>{formatCount(useFormats().locale, value)}</span>
}

/** A number with its unit, such as `2 pieces`. */
export function Quantity({ value, unit }: { value: number; unit: string }) {
  return (
    <>
      <Count value={value} /> {unitOf(value, unit)}
    </>
  )
}

export function Bytes({ value }: { value: number }) {
  return <span suppressHydrationWarning>{formatBytes(useFormats().locale, value)}</span>
}
