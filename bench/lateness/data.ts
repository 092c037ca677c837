import { readFileSync } from 'node:fs'
import papa from 'papaparse'
import type { Line } from '../../src/features/supplier-performance/lines/line.ts'

const texts = ['supplier', 'country', 'site', 'mode'] as const
const days = ['ordered_on', 'due_on', 'delivered_on'] as const

export interface LatenessData {
  lines: Line[]
  /** Columns beyond the named ones that hold numbers alone. */
  numbers: string[]
}

/** Reads a CSV with a header: the named columns, perhaps `item_group`, and any others, of which numbers are used. */
export function readLines(path: string): LatenessData {
  const { data, meta } = papa.parse<Record<string, string>>(readFileSync(path, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  })
  const columns = meta.fields ?? []
  const missing = [...texts, ...days].filter((name) => !columns.includes(name))
  if (missing.length > 0) throw new Error(`${path}: the columns ${missing.join(', ')} are missing`)
  const known = new Set<string>([...texts, ...days, 'item_group'])
  const isNumber = (text: string) => text === '' || Number.isFinite(Number(text))
  const numbers = columns.filter((name) => !known.has(name) && data.every((row) => isNumber(row[name] ?? '')))
  const lines = data.map((row, index): Line => {
    const day = (name: (typeof days)[number]) => dayOf(row[name] ?? '', `${path}:${index + 2}: ${name}`)
    const [orderedOn, dueOn] = [day('ordered_on'), day('due_on')]
    if (orderedOn === null || dueOn === null)
      throw new Error(`${path}:${index + 2}: ordered_on and due_on must be days`)
    const [supplier, country, site, mode] = texts.map((name) => row[name] ?? '') as [
      string,
      string,
      string,
      string,
    ]
    return {
      ...{ id: String(index).padStart(9, '0'), supplier, country, site, mode, group: row.item_group ?? '' },
      ...{ orderedOn, dueOn, deliveredOn: day('delivered_on') },
      numbers: Object.fromEntries(
        numbers.flatMap((name) => (row[name] ? [[name, Number(row[name])] as const] : [])),
      ),
    }
  })
  return { lines, numbers }
}

function dayOf(text: string, place: string): number | null {
  if (text === '') return null
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(time)) throw new Error(`${place}: a day as YYYY-MM-DD`)
  return time / 86_400_000
}
