import type { Field, FieldType } from '#src/encoding/reading/field.ts'
import type { Cell } from '#src/encoding/reading/table-line.ts'

/** What a cell says, or what it should have said. */
export type Reading = { value: string | number | undefined } | { expected: string }

export interface CellDialect {
  /** Whether a decimal comma is one: where columns are separated by semicolons. */
  hasDecimalComma: boolean
  /** Whether exports put an apostrophe before texts that look like formulas. */
  isGuarded: boolean
}

const most = 1_000_000_000
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const instant = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?) ?(Z|[+-]\d\d(?::?\d\d)?)?$/
/** Where a day is written with dots, its month is in the middle. */
const dottedDay = /^(\d\d?)\.(\d\d?)\.(\d{4})$/
/** Workbooks have days as their first instants. */
const midnight = /T00:00:00\.000$/
const guarded = /^'(?='*[=+\-@\t\r\n\0＝＋－＠])/
// biome-ignore lint/suspicious/noControlCharactersInRegex: that no text may have them is the point
const unreadable = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffd]/

/** Reads the text of a cell as its field says; an empty one says nothing. */
export function readCell(text: string, field: Field, dialect: CellDialect): Reading {
  if (unreadable.test(text) || !text.isWellFormed())
    return { expected: 'readable text: save the file as "CSV UTF-8", or as an Excel workbook' }
  const trimmed = text.trim()
  if (trimmed === '') return { value: undefined }
  return readers[field.type](trimmed, field, dialect)
}

const readers: Record<FieldType, (text: string, field: Field, dialect: CellDialect) => Reading> = {
  text(text, { maxLength = 0 }, { isGuarded }) {
    const value = isGuarded ? text.replace(guarded, '') : text
    return value.length <= maxLength ? { value } : { expected: `at most ${maxLength} characters` }
  },

  whole(text) {
    // Three zeros behind the point could be thousands.
    const value = Number(text)
    const isWhole = /^-?\d{1,12}(\.0{1,2})?$/.test(text) && Math.abs(value) <= most
    return isWhole ? { value } : { expected: 'a whole number such as 12, at most 1,000,000,000' }
  },

  amount(text, _, { hasDecimalComma }) {
    const value = hasDecimalComma ? text.replace(',', '.') : text
    if (hasDecimalComma && /^\d+[.,]\d{3}$/.test(text))
      return { expected: 'an amount that can be read in one way: 1234 or 1,2340' }
    return /^\d{1,10}(\.\d{1,4})?$/.test(value)
      ? { value }
      : { expected: 'an amount such as 12.50, with at most 4 decimals and no thousands separators' }
  },

  choice(text, { choices = [] }) {
    const value = choices.find((choice) => choice === text.toLowerCase())
    return value ? { value } : { expected: `one of: ${choices.join(', ')}` }
  },

  id(text) {
    return uuid.test(text)
      ? { value: text.toLowerCase() }
      : { expected: 'an ID as exports have it, or nothing' }
  },

  day(text) {
    const day = text.replace(dottedDay, dayOf).replace(midnight, '')
    const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && isOnCalendar(day)
    return isDay ? { value: day } : { expected: 'a day such as 2026-05-04 or 4.5.2026' }
  },

  instant(text) {
    const [, day, time, offset] = instant.exec(text) ?? []
    const expected = 'a time such as 2026-05-04T10:30:00Z, as exports have it, or nothing'
    const local = `${day}T${time?.replace(',', '.')}`
    if (Number.isNaN(Date.parse(`${local}Z`))) return { expected }
    if (!offset) return { value: local }
    const zone =
      offset === 'Z'
        ? 'Z'
        : offset.replace(/^([+-]\d\d):?(\d\d)?$/, (_, hours, minutes) => {
            return `${hours}:${minutes ?? '00'}`
          })
    return { value: Date.parse(`${local}${zone}`) }
  },
}

function dayOf(_: string, day: string, month: string, year: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function isOnCalendar(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}

const shownCharacters = 200

/** The cell as it is quoted in an error. */
export function shown(cell: Cell): string {
  const text = typeof cell === 'string' ? cell.replaceAll('\0', '\ufffd') : ''
  return text.length > shownCharacters
    ? `${text.slice(0, shownCharacters).toWellFormed()}…`
    : text.toWellFormed()
}
