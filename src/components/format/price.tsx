'use client'

import { useFormats } from './format-context.tsx'
import { formatDecimal } from './quantities.ts'

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
