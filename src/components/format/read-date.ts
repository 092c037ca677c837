type Part = 'year' | 'month' | 'day'

interface Habits {
  isDayFirst: boolean
  isYearFirst: boolean
}

/** Words and marks that belong to a date but say nothing: `15 de marzo de 2016`, `den 15 mars`, `March 15th`. */
const fillers = new Set(['de', 'del', 'of', 'the', 'den', 'der', 'le', 'el'])
const ordinals = /^(\d+)(?:st|nd|rd|th|er|re|º|ª|o|e|:e|a)$/u

/** Zeros of the digits that people type besides ASCII and full-width ones. */
const foreignZeros = [0x0660, 0x06f0, 0x0966]

/**
 * The day that a person typed, as YYYY-MM-DD, or undefined when it cannot be read or does not exist.
 * Numbers are read in the order of the locale; dots always mean day.month.year, as no locale writes months
 * first with dots. An order that gives no day gives way to the one that does, so `31/12/2016` is one day
 * everywhere. Month names may be in the locale's language or in English. A two-digit year is the one
 * between 80 years before and 19 years after `thisYear`.
 */
export function readDate(
  typed: string,
  locale: string,
  thisYear = new Date().getUTCFullYear(),
): string | undefined {
  const text = plainText(typed, locale)
  const iso = /^(\d{4})[-./ ]?(\d{2})[-./ ]?(\d{2})$/.exec(text)
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const numbers = /^(\d{1,4})\s*([-./ ])\s*(\d{1,2})\s*\2\s*(\d{1,4})\.?$/.exec(text)
  if (numbers) {
    const [, first = '', separator = '', second = '', third = ''] = numbers
    return fromNumbers([first, second, third], separator, habitsOf(locale), thisYear)
  }
  return fromWords(text, locale, thisYear)
}

/** Lower case, ASCII digits, one space between words; `2016年12月31日` becomes `2016/12/31`. */
function plainText(typed: string, locale: string): string {
  return Array.from(typed.normalize('NFKC').toLocaleLowerCase(locale), asciiDigit)
    .join('')
    .replace(/[年년]\s*|[月월]\s*(?=\d)/g, '/')
    .replace(/[日일]$/, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u200e\u200f]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

function asciiDigit(character: string): string {
  const code = character.codePointAt(0)!
  const zero = foreignZeros.find((start) => code >= start && code < start + 10)
  return zero === undefined ? character : String(code - zero)
}

function habitsOf(locale: string): Habits {
  return {
    isDayFirst: orderOf(locale, { day: 'numeric', month: 'numeric' })[0] === 'day',
    isYearFirst: orderOf(locale, { day: 'numeric', month: 'numeric', year: 'numeric' })[0] === 'year',
  }
}

function orderOf(locale: string, fields: Intl.DateTimeFormatOptions): Part[] {
  const format = new Intl.DateTimeFormat(locale, { ...fields, calendar: 'gregory' })
  return format
    .formatToParts(0)
    .map(({ type }) => type as Part)
    .filter((type) => type === 'day' || type === 'month' || type === 'year')
}

function fromNumbers(
  [first, second, third]: [string, string, string],
  separator: string,
  { isDayFirst, isYearFirst }: Habits,
  thisYear: number,
): string | undefined {
  // Three digits are no year that anybody writes.
  if (first.length === 3 || third.length === 3) return undefined
  if (first.length === 4) return third.length > 2 ? undefined : dayOf(+first, +second, +third)
  const dayMonth = dayOf(yearOf(third, thisYear), +second, +first)
  const monthDay = dayOf(yearOf(third, thisYear), +first, +second)
  const yearLast = isDayFirst || separator === '.' ? (dayMonth ?? monthDay) : (monthDay ?? dayMonth)
  if (third.length === 4 || !isYearFirst || separator === '.') return yearLast
  return dayOf(yearOf(first, thisYear), +second, +third) ?? yearLast
}

function fromWords(text: string, locale: string, thisYear: number): string | undefined {
  const words = text
    .replace(/(\d)(\p{L}{3,})/gu, '$1 $2')
    .replace(/(\p{L}{3,})(\d)/gu, '$1 $2')
    .split(/[\s,./-]+/)
    .filter((word) => word !== '' && !fillers.has(word))
    .map((word) => word.replace(ordinals, '$1'))
  const numbers = words.filter((word) => /^\d{1,4}$/.test(word))
  const names = words.filter((word) => !/^\d{1,4}$/.test(word))
  const [first, second] = numbers
  if (names.length !== 1 || numbers.length !== 2 || !first || !second) return undefined
  const month = monthCalled(names[0]!, locale)
  if (!month || first.length === 3 || second.length === 3) return undefined
  if (first.length === 4) return second.length > 2 ? undefined : dayOf(+first, month, +second)
  if (second.length === 4) return dayOf(+second, month, +first)
  return habitsOf(locale).isYearFirst && words[0] === first && words.at(-1) === second
    ? dayOf(yearOf(first, thisYear), month, +second)
    : dayOf(yearOf(second, thisYear), month, +first)
}

/** 1 to 12 where the name, or at least three letters of its beginning, fit one month only. */
function monthCalled(name: string, locale: string): number | undefined {
  const months = [...namesOfMonths(locale), ...namesOfMonths('en')]
  const exact = months.find(([known]) => known === name)
  if (exact) return exact[1]
  const begun = months.filter(([known]) => name.length >= 3 && known.startsWith(name))
  const found = new Set(begun.map(([, month]) => month))
  return found.size === 1 ? begun[0]![1] : undefined
}

const knownNames = new Map<string, [name: string, month: number][]>()

function namesOfMonths(locale: string): [name: string, month: number][] {
  const known = knownNames.get(locale)
  if (known) return known
  const months = Array.from({ length: 12 }, (_, index) => index + 1)
  const names = months.flatMap((month) =>
    monthNames(month, locale).map((name): [string, number] => [name, month]),
  )
  knownNames.set(locale, names)
  return names
}

/** Long and short, alone and as they stand beside a day: Slavic languages decline them. */
function monthNames(month: number, locale: string): string[] {
  const styles: Intl.DateTimeFormatOptions[] = [
    { month: 'long' },
    { month: 'short' },
    { month: 'long', day: 'numeric' },
    { month: 'short', day: 'numeric' },
  ]
  return styles.map((style) => {
    const format = new Intl.DateTimeFormat(locale, { ...style, calendar: 'gregory', timeZone: 'UTC' })
    const part = format.formatToParts(Date.UTC(2000, month - 1, 1)).find(({ type }) => type === 'month')
    return (part?.value ?? '').normalize('NFKC').toLocaleLowerCase(locale).replace(/\.$/, '')
  })
}

function yearOf(digits: string, thisYear: number): number {
  if (digits.length === 4) return Number(digits)
  const latest = thisYear + 19
  const year = latest - (latest % 100) + Number(digits)
  return year > latest ? year - 100 : year
}

function dayOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  const exists = year >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists ? date.toISOString().slice(0, 10) : undefined
}
