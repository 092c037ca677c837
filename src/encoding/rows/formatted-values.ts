import type { FileColumn } from './column.ts'
import type { RowBatch } from './row-batch.ts'
import { booleanKind, dateKind, decimalKind, integerKind, timestampKind, valueKinds } from './value-kind.ts'

/** Whose way of writing holds when none is chosen. */
export const defaultLocale = 'en-US'

/** Programs go on reading the digits, and the days are those of the database. */
const latin = { numberingSystem: 'latn', calendar: 'gregory', timeZone: 'UTC' } as const
const plainNumber = /^(-?)(\d+)(?:\.(\d+))?$/
const plainDay = /^(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const plainTimestamp =
  /^(\d{4,}-\d\d-\d\d) ((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(\.\d+)?([+-]\d\d(?::\d\d){0,2})?( BC)?$/

/** Every second of a day. */
const mostRemembered = 86_400

interface Style {
  locale: string
  /** Whether times keep their distance from UTC, which a file may say in one place for all. */
  hasOffsets: boolean
  /**
   * Only what the locale's Excel reads back as a number or a date: days and months as numbers, a plain minus, and no
   * blank inside a number.
   */
  isForExcel?: boolean
  /** Whether a line may only end between a day and its clock: the other blanks of both do not break. */
  isUnbroken?: boolean
}

/** Takes a field's text as COPY has it. What does not look like its type, such as `\N`, comes back as it was. */
type Writing = (copy: string) => string

/**
 * The same rows with numbers, dates, times and booleans as people write them, still as COPY text: no locale
 * has a character that COPY escapes. Texts, JSON, missing values and the key fields stay as they are.
 */
export async function* formattedValues(
  rows: AsyncIterable<RowBatch>,
  columns: FileColumn[],
  style: Style,
): AsyncGenerator<RowBatch> {
  const formatted = new FormattedBatch(writingsOf(columns, style))
  for await (const batch of rows) yield formatted.take(batch)
}

/** One batch after the other, in the same memory. */
class FormattedBatch {
  readonly #writings: (Writing | undefined)[]
  #bytes: Buffer = Buffer.allocUnsafe(128 * 1024)
  #ends = new Int32Array(16 * 1024)
  #at = 0

  constructor(writings: (Writing | undefined)[]) {
    this.#writings = writings
  }

  /** Valid until the next one is taken. */
  take({ bytes, rows, width, ends }: RowBatch): RowBatch {
    const fields = rows * width
    if (this.#ends.length < fields) this.#ends = new Int32Array(2 * fields)
    this.#at = 0
    let from = 0
    for (let field = 0; field < fields; field++) {
      const to = ends[field] as number
      const writing = this.#writings[field % width]
      if (writing) this.#write(writing, bytes, from, to)
      else this.#copy(bytes, from, to)
      this.#ends[field] = this.#at
      // The TAB or LF behind the field.
      this.#bytes[this.#at++] = bytes[to] as number
      from = to + 1
    }
    return { bytes: this.#bytes.subarray(0, this.#at), rows, width, ends: this.#ends }
  }

  #write(writing: Writing, bytes: Buffer, from: number, to: number): void {
    const copy = bytes.toString('latin1', from, to)
    const text = writing(copy)
    if (text === copy) {
      this.#copy(bytes, from, to)
      return
    }
    this.#reserve(3 * text.length)
    this.#at += this.#bytes.write(text, this.#at)
  }

  #copy(bytes: Buffer, from: number, to: number): void {
    this.#reserve(to - from)
    this.#at += bytes.copy(this.#bytes, this.#at, from, to)
  }

  /** Makes room for so many bytes and one separator. */
  #reserve(more: number): void {
    if (this.#at + more < this.#bytes.length) return
    const larger = Buffer.allocUnsafe(2 * (this.#at + more + 1))
    this.#bytes.copy(larger, 0, 0, this.#at)
    this.#bytes = larger
  }
}

/** One for each kind of value that there is: Intl's formats are dear to make. */
function writingsOf(columns: FileColumn[], style: Style): (Writing | undefined)[] {
  const kinds = [...valueKinds(columns)]
  const byKind = new Map([...new Set(kinds)].map((kind) => [kind, writingOf(kind, style)]))
  return kinds.map((kind, column) => {
    const writing = byKind.get(kind)
    const { type, masked } = columns[column] as FileColumn
    return writing && type === 'money' && !masked
      ? (copy) => writing(copy.replace(emptyDecimals, '$1'))
      : writing
  })
}

/** Of an amount, decimals behind the second that say nothing. */
const emptyDecimals = /^(-?\d+\.\d\d(?:\d*[1-9])?)0+$/

function writingOf(kind: number, style: Style): Writing | undefined {
  const { locale, isForExcel = false, isUnbroken = false } = style
  if (kind === integerKind || kind === decimalKind) return numberWriting(locale, isForExcel)
  if (kind === dateKind) return dayWriting(locale, isForExcel, isUnbroken)
  if (kind === timestampKind) return timestampWriting(style)
  return kind === booleanKind ? booleanWriting(yesAndNo[languageOf(locale)] ?? english) : undefined
}

const english = ['Yes', 'No'] as const
const yesAndNo: Record<string, readonly [yes: string, no: string]> = {
  de: ['Ja', 'Nein'],
  fr: ['Oui', 'Non'],
  es: ['Sí', 'No'],
  it: ['Sì', 'No'],
  nl: ['Ja', 'Nee'],
  pt: ['Sim', 'Não'],
  da: ['Ja', 'Nej'],
  sv: ['Ja', 'Nej'],
  nb: ['Ja', 'Nei'],
  pl: ['Tak', 'Nie'],
}

/** The language of a locale, such as `de` of `de-AT`. */
export function languageOf(locale: string): string {
  return locale.split('-', 1)[0]?.toLowerCase() ?? ''
}

function booleanWriting([yes, no]: readonly [string, string]): Writing {
  return (copy) => (copy === 't' ? yes : copy === 'f' ? no : copy)
}

/** What stands between whole and broken digits in that locale. */
export function decimalSeparator(locale: string): '.' | ',' {
  const parts = new Intl.NumberFormat(locale, latin).formatToParts(1.5)
  return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? ',' : '.'
}

/** Only strings are cut and joined: a number of JavaScript would lose digits. */
function numberWriting(locale: string, isForExcel: boolean): Writing {
  const minus = isForExcel ? '-' : minusOf(locale)
  const decimal = decimalSeparator(locale)
  const grouped = grouping(locale, isForExcel)
  return (copy) => {
    const number = plainNumber.exec(copy)
    if (!number) return copy
    const [, sign, whole, broken] = number as unknown as [string, string, string, string?]
    const text = (sign && minus) + grouped(whole)
    return broken === undefined ? text : text + decimal + broken
  }
}

/** The sign and, where writing runs to the left, the mark that keeps it before its number. */
function minusOf(locale: string): string {
  const parts = new Intl.NumberFormat(locale, latin).formatToParts(-1)
  return parts.map(({ type, value }) => (type === 'integer' ? '' : value)).join('')
}

/** Puts separators between digits: the last group may be longer than the others, and short numbers have none. */
function grouping(locale: string, isForExcel: boolean): (digits: string) => string {
  const format = new Intl.NumberFormat(locale, latin)
  const parts = format.formatToParts(10n ** 15n)
  const separator = parts.find(({ type }) => type === 'group')?.value
  if (separator === undefined || (isForExcel && !/[.,]/.test(separator))) return (digits) => digits
  const lengths = parts.filter(({ type }) => type === 'integer').map(({ value }) => value.length)
  const [others, last] = lengths.slice(-2) as [number, number]
  let shortest = last + 1
  while (format.formatToParts(10n ** BigInt(shortest - 1)).length === 1) shortest++
  return (digits) => {
    if (digits.length < shortest) return digits
    let end = digits.length - last
    let text = digits.slice(end)
    for (; end > others; end -= others) text = digits.slice(end - others, end) + separator + text
    return digits.slice(0, end) + separator + text
  }
}

function dayWriting(locale: string, isForExcel: boolean, isUnbroken: boolean): Writing {
  const numeric = { day: '2-digit', month: '2-digit', year: 'numeric' } as const
  const style = isForExcel ? numeric : { dateStyle: 'medium' as const }
  const format = new Intl.DateTimeFormat(locale, { ...latin, ...style })
  const shown = (day: string) => (isUnbroken ? day.replaceAll(' ', '\u00a0') : day)
  return remembered((copy) => (plainDay.test(copy) ? shown(format.format(Date.parse(copy))) : copy))
}

/** Date and clock as they stand in the field: they are in the file's time zone already, and UTC moves nothing. */
function timestampWriting({ locale, hasOffsets, isForExcel = false, isUnbroken = false }: Style): Writing {
  const dayOf = dayWriting(locale, isForExcel, isUnbroken)
  const clockOf = clockWriting(locale)
  const [start, first, middle, , end] = isForExcel ? ['', '{1}', ' ', '{0}', ''] : dayAndClock(locale)
  const decimal = decimalSeparator(locale)
  return (copy) => {
    const found = plainTimestamp.exec(copy)
    if (!found) return copy
    const [, date, time, fraction = '', offset = '', era = ''] = found as unknown as TimestampParts
    const shownOffset = hasOffsets ? offset.replace(/^...$/, '$&:00') : ''
    // Outside the years 1 to 9999: as files with raw values have it.
    if (era !== '' || !plainDay.test(date))
      return date + (hasOffsets ? 'T' : ' ') + time + fraction + shownOffset + era
    const day = dayOf(date)
    const [before, after] = clockOf(time)
    const parts = before + fraction.replace('.', decimal) + after
    const clock = isUnbroken ? parts.replaceAll(' ', '\u00a0') : parts
    const text = start + (first === '{1}' ? day + middle + clock : clock + middle + day) + end
    return shownOffset === '' ? text : `${text} ${shownOffset}`
  }
}

type TimestampParts = [
  copy: string,
  date: string,
  time: string,
  fraction?: string,
  offset?: string,
  era?: string,
]

/** What stands before and after a fraction of the second. */
function clockWriting(locale: string): (time: string) => [string, string] {
  const format = new Intl.DateTimeFormat(locale, { ...latin, timeStyle: 'medium' })
  return remembered((time) => {
    const parts = format.formatToParts(Date.parse(`1970-01-01T${time}Z`))
    const end = parts.findIndex(({ type }) => type === 'second') + 1
    return [joined(parts.slice(0, end)), joined(parts.slice(end))]
  })
}

/** With plain blanks, as format() has them: the narrow ones of the parts are unknown to many programs. */
function joined(parts: Intl.DateTimeFormatPart[]): string {
  return parts
    .map(({ value }) => value)
    .join('')
    .replaceAll('\u202f', ' ')
}

/** The locale's `{1}, {0}` of a day and a clock, in five pieces. */
function dayAndClock(locale: string) {
  const [day, clock] = [{ dateStyle: 'medium' }, { timeStyle: 'medium' }] as const
  const text = (style: object) => new Intl.DateTimeFormat(locale, { ...latin, ...style }).format(0)
  const pattern = text({ ...day, ...clock })
    .replace(text(day), '{1}')
    .replace(text(clock), '{0}')
  return pattern.split(/(\{[01]\})/) as [string, string, string, string, string]
}

/** Days and clocks come again and again, and Intl takes microseconds for each. */
function remembered<T>(make: (copy: string) => T): (copy: string) => T {
  const known = new Map<string, T>()
  return (copy) => {
    const old = known.get(copy)
    if (old !== undefined) return old
    if (known.size >= mostRemembered) known.clear()
    const made = make(copy)
    known.set(copy, made)
    return made
  }
}
