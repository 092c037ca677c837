'use client'

import { useFormats } from './format-context.tsx'
import { formatBytes, formatCount } from './quantities.ts'

export function Count({ value }: { value: number }) {
  return <span suppressHydrationWarning>{formatCount(useFormats().locale, value)}</span>
}

export function Bytes({ value }: { value: number }) {
  return <span suppressHydrationWarning>{formatBytes(useFormats().locale, value)}</span>
}
