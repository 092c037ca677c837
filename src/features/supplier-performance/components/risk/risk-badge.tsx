'use client'

import { useFormats } from '#src/components/format/format-context.tsx'
import { formatShare } from '#src/components/format/quantities.ts'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { levelOf } from './words.ts'

/** How likely a line is late: in words, with the number. */
export function RiskBadge({ probability }: { probability: number }) {
  const { locale } = useFormats()
  const { label, color } = levelOf(probability)
  return <StatusBadge label={`${label}: ${formatShare(locale, probability)}`} color={color} />
}
