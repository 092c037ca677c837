'use client'

import { useFormats } from '../format/format-context.tsx'
import { readDate } from '../format/read-date.ts'
import { DateField } from './date-field.tsx'

/** Two days, both included; empty: no limit. What is no day is as it was typed. */
export interface Period {
  from: string
  to: string
}

interface Props {
  period: Period
  error?: { from?: string | undefined; to?: string | undefined }
  onChange: (period: Period) => void
}

export function PeriodFields({ period, error = {}, onChange }: Props) {
  const isUsable = useUsablePeriod()
  const { from, to } = period
  const order = isUsable({ from, to: '' }) && isUsable({ from: '', to }) && !isUsable(period)
  return (
    <>
      <DateField
        label="From"
        value={from}
        error={error.from ?? tooEarly(from)}
        onChange={(day) => onChange({ from: day, to })}
      />
      <DateField
        label="To"
        value={to}
        error={order ? 'Must not be before the first day' : (error.to ?? tooEarly(to))}
        onChange={(day) => onChange({ from, to: day })}
      />
    </>
  )
}

/** Whether a period can be asked for. */
export function useUsablePeriod(): (period: Period) => boolean {
  const { locale } = useFormats()
  const isDay = (text: string) => text === '' || (readDate(text, locale) === text && !tooEarly(text))
  return ({ from, to }) => isDay(from) && isDay(to) && (from === '' || to === '' || from <= to)
}

/** Nothing here is older, and not every year before has days that all parts of the product can name. */
function tooEarly(day: string): string | undefined {
  return /^\d{4}-/.test(day) && day < '1970' ? 'Enter a day from 1970 on' : undefined
}
