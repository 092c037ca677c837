import type { Demand } from './need.ts'

const mostDays = 365
const dayMs = 86_400_000
/** How far what nine cases in ten stay below lies from the mean, in standard deviations. */
const ninetyPercent = 1.2816
/** An item that began to move lately is judged by no fewer weeks. */
const fewestWeeks = 4

/**
 * Demand from what was issued in each of the last weeks, the oldest first: its mean and, for p90, the spread of the
 * weeks, as if they were independent and normally distributed. Undefined where nothing was issued.
 */
export function demandFrom(weeks: number[], today: string): Demand | undefined {
  const first = weeks.findIndex((issued) => issued > 0)
  if (first < 0) return undefined
  const counted = weeks.slice(Math.min(first, weeks.length - fewestWeeks))
  const mean = counted.reduce((sum, issued) => sum + issued, 0) / counted.length
  const squares = counted.reduce((sum, issued) => sum + (issued - mean) ** 2, 0)
  const spread = Math.sqrt(squares / (counted.length - 1))
  return {
    within(days) {
      const p50 = (mean * days) / 7
      return { p50, p90: p50 + ninetyPercent * spread * Math.sqrt(days / 7) }
    },
    runOut(available) {
      if (available <= 0) return today
      const days = Math.ceil((available * 7) / mean) - 1
      return days < mostDays ? dayAfter(today, days) : null
    },
  }
}

export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)
}
