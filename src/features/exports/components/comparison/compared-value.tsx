'use client'

import { Day } from '#src/components/format/day.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatDecimal } from '#src/components/format/quantities.ts'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import type { ExportComparison } from '../../comparisons/schema.ts'

export type ComparedColumn = ExportComparison['columns'][number]

export function isNumeric({ type }: ComparedColumn): boolean {
  return type === 'integer' || type === 'decimal' || type === 'money'
}

export function ComparedValue({ column, value }: { column: ComparedColumn; value: unknown }) {
  const { locale } = useFormats()
  if (value === null || value === undefined) return '–'
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  if (column.masked) return text
  if (column.type === 'date' && /^\d{4}-\d\d-\d\d$/.test(text)) return <Day day={text} />
  if (column.type === 'timestamp' && !Number.isNaN(Date.parse(text)))
    return <Timestamp at={text} withSeconds />
  if (column.type === 'boolean') return value ? 'yes' : 'no'
  return isNumeric(column) ? <span suppressHydrationWarning>{formatDecimal(locale, text)}</span> : text
}
