/** As many places as say something: none from 100 on, two below 10. */
export function formatValue(locale: string, value: number): string {
  const size = Math.abs(value)
  const maximumFractionDigits = size >= 100 ? 0 : size >= 10 ? 1 : 2
  return new Intl.NumberFormat(locale, { maximumFractionDigits })
    .format(value)
    .replace(/[\u00a0\u202f]/g, ' ')
}

/** What is in percent already. */
export function formatPercent(locale: string, percent: number): string {
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(percent)} %`
}

const months = { timeZone: 'UTC', month: 'short', year: 'numeric' } as const

/** A period by its first day: Mar 2026, Q1 2026, or the day. */
export function formatPeriod(startsOn: string, grain: string): string {
  const date = new Date(`${startsOn}T00:00:00Z`)
  if (grain === 'quarter') return `Q${Math.floor(date.getUTCMonth() / 3) + 1} ${date.getUTCFullYear()}`
  return new Intl.DateTimeFormat('en-GB', grain === 'month' ? months : { ...months, day: 'numeric' }).format(
    date,
  )
}

const methods: Record<string, string> = {
  mean: 'Mean of three methods',
  ensemble: 'Ensemble with networks',
  theta: 'Theta',
  dotm: 'Dynamic Theta',
  ets: 'Exponential smoothing (ETS)',
  tsb: 'Intermittent demand (TSB)',
}

export function methodName(method: string): string {
  return methods[method] ?? method
}

/** Of demand with gaps an error in percent says nothing: every period without any counts as 200 %. */
export function isScoredInPercent(method: string): boolean {
  return method !== 'tsb'
}
