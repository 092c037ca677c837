'use client'

import { useFormats } from '#src/components/format/format-context.tsx'
import { formatMoney } from './amounts.ts'

/** An amount in minor units, as people write it. */
export function Money({ value, currency }: { value: number; currency: string }) {
  return (
    <span suppressHydrationWarning style={{ whiteSpace: 'nowrap' }}>
      {formatMoney(useFormats().locale, value, currency)}
    </span>
  )
}
