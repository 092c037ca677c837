import { formatDay } from '#src/components/format/instants.ts'
import type { DataWindow } from '../../schedules/record/schema.ts'

/** `1 Nov 2026 to 30 Nov 2026`; undefined where the filters name no days. */
export function windowInWords(window: DataWindow | null, locale: string): string | undefined {
  if (!window) return undefined
  const day = (text: string) => formatDay(`${text}T00:00:00Z`, { locale, timeZone: 'UTC' })
  const { from, to } = window
  if (from && to) return from === to ? day(from) : `${day(from)} to ${day(to)}`
  return from ? `from ${day(from)}` : to ? `up to ${day(to)}` : undefined
}
