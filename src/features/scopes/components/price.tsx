'use client'

import { useFormats } from '#src/components/format/format-context.tsx'
import { formatDecimal } from '#src/components/format/quantities.ts'

/** An exact price with its currency; a dash where none is known. */
export function Price({ price, currency }: { price: string | null; currency: string }) {
  const { locale } = useFormats()
  if (price === null) return '–'
  return (
    <span style={{ whiteSpace: 'nowrap' }} suppressHydrationWarning>
      {formatDecimal(locale, price)} {currency}
    </span>
  )
}
