import type { CaseColumn } from './corpus.ts'

/** A value as a reader of the file gave it; null where there was none. */
export type Cell = string | null

/** How a format carries what has more than one honest form. */
export interface Fidelity {
  /** Timestamps with their offset, or as the clock on the wall showed them. */
  time: 'instant' | 'wall'
  /** Whether a missing value and an empty text can be told apart. */
  hasNull: boolean
  /** The finest part of a second that survives, in microseconds. */
  precision: bigint
  /** Numbers of up to 15 digits come as doubles, with whatever digits the reader prints. */
  hasDoubles?: boolean
}

/** Every cell that is not what it should be, in words. An empty list is a faithful file. */
export function differences(
  columns: CaseColumn[],
  expected: Cell[][],
  found: Cell[][],
  fidelity: Fidelity,
): string[] {
  const wrong = expected.flatMap((row, index) =>
    columns.flatMap((column, place) => {
      const [wanted = null, got = null] = [row[place], found[index]?.[place]]
      return isSame(column, wanted, got, fidelity)
        ? []
        : [`row ${index + 1}, ${column.key}: ${shortened(got)} instead of ${shortened(wanted)}`]
    }),
  )
  return found.length === expected.length
    ? wrong
    : [`${found.length} rows instead of ${expected.length}`, ...wrong]
}

function isSame(column: CaseColumn, wanted: Cell, got: Cell, fidelity: Fidelity): boolean {
  if (wanted === null || got === null) {
    return wanted === got || (!fidelity.hasNull && (wanted ?? '') === (got ?? ''))
  }
  if (column.type === 'integer' || column.type === 'decimal' || column.type === 'money') {
    return (
      plainNumber(wanted) === plainNumber(got) || (fidelity.hasDoubles === true && isSameDouble(wanted, got))
    )
  }
  if (column.type === 'timestamp') return isSameTime(wanted, got, fidelity)
  if (column.type === 'date') return wanted === got.replace(/[T ]00:00:00$/, '')
  if (column.type === 'json') return got === wanted || canonical(wanted) === canonical(got)
  return wanted === got
}

function isSameDouble(wanted: string, got: string): boolean {
  const digits = plainNumber(wanted).replace(/[-.]|^-?\.0*/g, '')
  return digits.length <= 15 && got !== '' && Number(wanted) === Number(got)
}

function isSameTime(wanted: string, got: string, { time, precision }: Fidelity): boolean {
  const [expected, found] = [microseconds(wanted, time), microseconds(got, time)]
  if (typeof expected === 'string' || typeof found === 'string') return expected === found
  const difference = expected - found
  return difference < precision && -difference < precision
}

/** Without exponent, leading or trailing zeros: the same number has one form. Never through a float. */
export function plainNumber(text: string): string {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text)
  if (!match || text === '') return text
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  const point = whole.length + Number(exponent)
  const digits = `${'0'.repeat(Math.max(0, -point))}${whole}${fraction}`.padEnd(point, '0')
  const at = Math.max(point, 0)
  const plain = `${digits.slice(0, at).replace(/^0+/, '')}.${digits.slice(at).replace(/0+$/, '')}`
  return plain === '.' ? '0' : `${sign === '-' ? '-' : ''}${plain}`
}

const moment =
  /^(\d+)-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,6})\d*)?(?:Z|([+-])(\d\d)(?::?(\d\d))?(?::?(\d\d))?)?( BC)?$/

/** Since 1970; the text itself where it is no time. */
export function microseconds(text: string, time: Fidelity['time']): bigint | string {
  const match = moment.exec(text)
  if (!match) return text
  const [, year, month, day, hour, minute, second, fraction = '', sign, ...rest] = match
  const [hours = '0', minutes = '0', seconds = '0', era] = rest
  const date = new Date(0)
  date.setUTCFullYear(era ? 1 - Number(year) : Number(year), Number(month) - 1, Number(day))
  date.setUTCHours(Number(hour), Number(minute), Number(second))
  const offset = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  const shift = time === 'instant' && sign ? (sign === '-' ? offset : -offset) : 0
  return (BigInt(date.getTime()) + BigInt(shift) * 1000n) * 1000n + BigInt(fraction.padEnd(6, '0'))
}

function canonical(text: string): string {
  const sorted = (_: string, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value
  try {
    return JSON.stringify(JSON.parse(text), sorted)
  } catch {
    return text
  }
}

function shortened(cell: Cell): string {
  const text = JSON.stringify(cell)
  return text.length > 80 ? `${text.slice(0, 60)}… (${cell?.length} characters)` : text
}
