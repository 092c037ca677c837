import { parseArgs } from 'node:util'

export interface Settings {
  runs: number
  rows: number
  json: boolean
}

/** The flags of a bench; throws what parseArgs throws on an unknown one. */
export function readFlags(flags: string[], defaults: { runs: number; rows: number }): Settings {
  const { values } = parseArgs({
    args: flags,
    options: {
      runs: { type: 'string' },
      rows: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const whole = (text: string | undefined, fallback: number) => {
    const number = Number(text ?? fallback)
    if (!Number.isInteger(number) || number < 1) throw new Error(`${text} is not a whole number of 1 or more`)
    return number
  }
  return {
    runs: whole(values.runs, defaults.runs),
    rows: whole(values.rows, defaults.rows),
    json: values.json,
  }
}

/** Prints rows as an aligned table, or as one JSON object a line. */
export function print(rows: Record<string, string | number>[], { json }: { json: boolean }): void {
  if (json) for (const row of rows) console.log(JSON.stringify(row))
  else console.table(rows)
}

/** The value below which this share of the sorted values lies (nearest rank). */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
