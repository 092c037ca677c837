const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** Node and browsers disagree about which space belongs between number and unit. */
function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ')
}

export function formatCount(locale: string, count: number): string {
  return plainSpaces(new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(count))
}

/** 0.953 is 95 %. */
export function formatShare(locale: string, share: number): string {
  return `${formatCount(locale, 100 * share)} %`
}

/** Decimal units, as file managers and mail programs count them. */
export function formatBytes(locale: string, bytes: number): string {
  const step = Math.min(byteUnits.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** step
  const unit = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: byteUnits[step]!,
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  })
  return plainSpaces(unit.format(value))
}

/** `4 s`, `2 min 5 s`, `1 h 3 min`: two units are as exact as anybody needs. */
export function formatSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return joined(Math.floor(whole / 60), 'min', whole % 60, 's')
  return joined(Math.floor(whole / 3600), 'h', Math.floor((whole % 3600) / 60), 'min')
}

/** Below ten seconds tenths say something. */
export function formatMilliseconds(locale: string, milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  if (milliseconds >= 10_000) return formatSeconds(milliseconds / 1000)
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(milliseconds / 1000)} s`
}

/** An exact decimal as text, grouped for reading; it never passes through a float. */
export function formatDecimal(locale: string, decimal: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal)
  if (!match) return decimal
  const [, sign = '', whole = '0', fraction] = match
  const grouped = plainSpaces(new Intl.NumberFormat(locale).format(BigInt(whole)))
  const separator = new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')
  return `${sign}${grouped}${fraction ? `${separator?.value ?? '.'}${fraction}` : ''}`
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many
}

function joined(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`
}
