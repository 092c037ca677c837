/** How long a period is, and what follows from it. */
export const grains = {
  day: { label: 'Day', season: 7, horizon: 30, mostHorizon: 90, history: 730 },
  week: { label: 'Week', season: 52, horizon: 13, mostHorizon: 53, history: 520 },
  month: { label: 'Month', season: 12, horizon: 12, mostHorizon: 24, history: 240 },
  quarter: { label: 'Quarter', season: 4, horizon: 4, mostHorizon: 8, history: 80 },
} as const

export type Grain = keyof typeof grains
export const grainKeys = Object.keys(grains) as [Grain, ...Grain[]]

const dayMs = 86_400_000

/** Days are texts such as 2026-02-28; weeks begin on Monday. */
export function startOfPeriod(day: string, grain: Grain): string {
  const date = new Date(`${day}T00:00:00Z`)
  if (grain === 'week') return isoDay(date.getTime() - ((date.getUTCDay() + 6) % 7) * dayMs)
  const month = date.getUTCMonth()
  if (grain === 'month') return isoDay(Date.UTC(date.getUTCFullYear(), month))
  if (grain === 'quarter') return isoDay(Date.UTC(date.getUTCFullYear(), month - (month % 3)))
  return day
}

/** The first day of the period so many periods later, or earlier, than the one that begins on `start`. */
export function addPeriods(start: string, grain: Grain, count: number): string {
  const date = new Date(`${start}T00:00:00Z`)
  if (grain === 'day' || grain === 'week')
    return isoDay(date.getTime() + count * (grain === 'day' ? 1 : 7) * dayMs)
  const months = count * (grain === 'month' ? 1 : 3)
  return isoDay(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months))
}

/** How many periods lie between the beginnings of two. */
export function periodsBetween(from: string, to: string, grain: Grain): number {
  const [start, end] = [new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`)]
  if (grain === 'day' || grain === 'week')
    return Math.round((end.getTime() - start.getTime()) / dayMs / (grain === 'day' ? 1 : 7))
  const months =
    (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth()
  return months / (grain === 'month' ? 1 : 3)
}

export function daysBetween(from: string, to: string): number {
  return periodsBetween(from, to, 'day')
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
