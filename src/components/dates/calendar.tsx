'use client'

import { DatePicker, DatesProvider, type DayOfWeek } from '@mantine/dates'
import { useFormats } from '../format/format-context.tsx'

interface DayProps {
  value: string | null
  onChange: (day: string | null) => void
}

/** A month to choose one day from. Loaded when a calendar is opened for the first time. */
export function DayCalendar({ value, onChange }: DayProps) {
  const { locale } = useFormats()
  return (
    <DatesProvider settings={settingsOf(locale)}>
      <DatePicker value={value} defaultDate={value ?? undefined} onChange={onChange} />
    </DatesProvider>
  )
}

type Range = [string | null, string | null]

interface RangeProps {
  value: Range
  maxDate: string
  presets: { value: Range; label: string }[]
  onChange: (range: Range) => void
}

export function RangeCalendar({ value, maxDate, presets, onChange }: RangeProps) {
  const { locale } = useFormats()
  return (
    <DatesProvider settings={settingsOf(locale)}>
      <DatePicker
        type="range"
        allowSingleDateInRange
        maxDate={maxDate}
        defaultDate={value[0] ?? maxDate}
        value={value}
        onChange={onChange}
        presets={presets}
        // The presets stand above the month where both side by side are wider than the screen.
        styles={{ datePickerRoot: { flexWrap: 'wrap' }, presetsList: { flex: '1 1 8rem' } }}
      />
    </DatesProvider>
  )
}

/** The pages are in English; the week begins where the reader's does. */
function settingsOf(locale: string) {
  return { locale: 'en', firstDayOfWeek: firstDayOfWeek(locale), weekendDays: [] }
}

/** 0 is Sunday. Browsers that do not know the locale's week begin it on Monday. */
function firstDayOfWeek(locale: string): DayOfWeek {
  const { getWeekInfo } = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number }
  }
  return ((getWeekInfo?.call(new Intl.Locale(locale)).firstDay ?? 1) % 7) as DayOfWeek
}
