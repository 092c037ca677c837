import type { AdviceResource, Alert } from '../record/schema.ts'

export const kindLabels: Record<AdviceResource['kind'], { label: string; color: string }> = {
  create_index: { label: 'New index', color: 'petrol' },
  foreign_key: { label: 'Foreign key without index', color: 'petrol' },
  duplicate: { label: 'Duplicate', color: 'amber' },
  unused: { label: 'Unused', color: 'amber' },
  invalid: { label: 'Invalid', color: 'red' },
  regression: { label: 'Slower than usual', color: 'red' },
}

export const statusLabels: Record<AdviceResource['status'], string> = {
  open: 'Open',
  dismissed: 'Dismissed',
  settled: 'Settled',
}

export const severityColors: Record<Alert['severity'], string> = {
  notice: 'gray',
  warning: 'amber',
  critical: 'red',
}

/** Statements take from microseconds to minutes. */
export function formatDuration(locale: string, milliseconds: number): string {
  const digits = (value: number, most: number) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: most }).format(value)
  if (milliseconds < 100) return `${digits(milliseconds, 2)} ms`
  if (milliseconds < 1_000) return `${digits(milliseconds, 0)} ms`
  if (milliseconds < 120_000) return `${digits(milliseconds / 1_000, 1)} s`
  return `${digits(milliseconds / 60_000, 1)} min`
}
