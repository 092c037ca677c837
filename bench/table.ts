import { parseArgs } from 'node:util'

export interface Settings {
  runs: number
  /** Ascending, without repetitions. */
  rows: number[]
  /** Keys or synonyms of formats; undefined for all of them. */
  formats?: string[]
  json: boolean
}

/** The flags of a bench; throws what parseArgs throws on an unknown one, and on a number that is none. */
export function readFlags(flags: string[], defaults: { runs: number; rows: number[] }): Settings {
  const { values } = parseArgs({
    args: flags,
    options: {
      runs: { type: 'string' },
      rows: { type: 'string' },
      formats: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const rows = values.rows === undefined ? defaults.rows : list('--rows', values.rows).map(whole)
  return {
    runs: values.runs === undefined ? defaults.runs : whole(values.runs),
    rows: [...new Set(rows)].sort((a, b) => a - b),
    ...(values.formats === undefined ? {} : { formats: list('--formats', values.formats) }),
    json: values.json,
  }
}

/** Prints rows as an aligned table, or as one JSON object a line. */
export function print(rows: Record<string, string | number | null>[], { json }: { json: boolean }): void {
  if (json) for (const row of rows) console.log(JSON.stringify(row))
  else console.table(rows)
}

/** Says how far a bench is, where it does not mix with what is printed. */
export function say(text: string): void {
  console.error(`${new Date().toISOString().slice(11, 19)} ${text}`)
}

/** The value below which this share of the sorted values lies (nearest rank). */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** The value in the middle, of an even number the mean of the two. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  const upper = sorted[half] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2
}

function list(flag: string, text: string): string[] {
  const items = text.split(',').map((item) => item.trim())
  if (items.includes('')) throw new Error(`${flag} is a list with commas, not "${text}"`)
  return items
}

function whole(text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1) return number
  throw new Error(`${text} is not a whole number of 1 or more`)
}
