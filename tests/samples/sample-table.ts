import fc from 'fast-check'
import type { ColumnType } from '#src/encoding/rows/column.ts'
import type { FileColumn } from '../../src/encoding/rows/column.ts'
import type { About, Format } from '../../src/encoding/rows/format.ts'
import { rowBatches } from '../../src/encoding/rows/row-batch.ts'
import { writers } from '../../src/encoding/writers.ts'

/** One value three times: as COPY would hold it, as CSV shows it (before guard and quotes), as JSON has it. */
export interface SampleValue {
  copy: string | null
  csv: string
  json: string
}

export interface SampleTable {
  columns: FileColumn[]
  rows: SampleValue[][]
}

export function sampleColumns(types: ColumnType[]): FileColumn[] {
  return types.map((type, index) => ({
    key: `c${index}`,
    label: `Column ${index}`,
    type,
    masked: false,
    ...(type === 'decimal' || type === 'money' ? { scale: 2 } : {}),
  }))
}

export const missing: SampleValue = { copy: null, csv: '', json: 'null' }

export function text(value: string): SampleValue {
  return { copy: value, csv: value, json: jsonText(value) }
}

function jsonText(value: unknown): string {
  return lineEndsEscaped(JSON.stringify(value))
}

/** Some readers of lines split at these, too. */
function lineEndsEscaped(json: string): string {
  return json.replace(
    /[\u0085\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

export function number(value: string): SampleValue {
  return { copy: value, csv: value, json: /^(-?Infinity|NaN)$/.test(value) ? JSON.stringify(value) : value }
}

export function timestamp(copy: string, iso: string): SampleValue {
  return { copy, csv: iso, json: JSON.stringify(iso) }
}

export function json(value: unknown, indent?: number): SampleValue {
  const copy = JSON.stringify(value, null, indent)
  return { copy, csv: copy, json: lineEndsEscaped(copy.replaceAll('\n', ' ')) }
}

const texts: string[] = [
  ...['', ' ', 'plain', ' led', 'trailed ', 'a,b', 'a;b', 'a|b', 'a\tb', 'say "hi"', '"', '""', "'", "'=1"],
  ...[
    'a\nb',
    'a\r\nb',
    'a\rb',
    '\n',
    '\r',
    '\t',
    '\b\f\v',
    '\u0001\u001f\u007f',
    '\\',
    '\\\\',
    '\\N',
    '\\n',
    '\\.',
  ],
  ...[
    'NULL',
    'null',
    'true',
    't',
    '-1.5',
    '+49 30 1',
    '=1+1',
    '@SUM(A1)',
    '=cmd|"/c calc"!A1',
    '\t=1',
    '\n=1',
  ],
  ...['＝1', '＋1', '－1', '＠a', '！a', '\u00a0=1', '\ufeff=1', '\u200b-1', '\u3000+1', ' =1', '"=1', "'-1"],
  ...[
    'a\n=1',
    'a\r\n  @b',
    'a\n\n-c',
    'a=1',
    'a-b',
    'é',
    'ß€',
    '株式会社',
    '🚚👩‍👩‍👧',
    '\u200fעברית',
    '\u202eabc',
    '\u2028',
    'a\u0085b\u2029c©“d”',
    "'\t'",
    "''=1",
    'ID',
  ],
]

/** Values that break naive writers, by column type. */
export const nastyValues: Record<ColumnType, SampleValue[]> = {
  text: texts.map(text),
  integer: [
    '0',
    '-1',
    '42',
    '999999999999999',
    '9007199254740993',
    '-12345678901234567',
    '9223372036854775807',
    '-9223372036854775808',
  ].map(number),
  decimal: [
    ...['0', '0.00', '-1.5', '-0.05', '12345678901234567890123456789012345.678', '1e+20', '1.5e-07'],
    ...['NaN', 'Infinity', '-Infinity', '99999999999999999999999999999999999999'],
  ].map(number),
  money: ['0.10', '-1234.50', '1000000.00'].map(number),
  date: ['2024-02-29', '0044-03-15 BC', '12024-01-01', 'infinity', '-infinity'].map(text),
  timestamp: [
    timestamp('2024-01-02 03:04:05+00', '2024-01-02T03:04:05+00:00'),
    timestamp('2024-01-02 03:04:05.123+01', '2024-01-02T03:04:05.123+01:00'),
    timestamp('2024-01-02 03:04:05.1+05:45', '2024-01-02T03:04:05.1+05:45'),
    timestamp('1890-01-02 03:04:05.000001-00:53:28', '1890-01-02T03:04:05.000001-00:53:28'),
    timestamp('0044-03-15 12:00:00-08 BC', '0044-03-15T12:00:00-08:00 BC'),
    timestamp('12024-01-02 03:04:05+14', '12024-01-02T03:04:05+14:00'),
    timestamp('2024-01-02 03:04:05', '2024-01-02T03:04:05'),
    timestamp('infinity', 'infinity'),
    timestamp('-infinity', '-infinity'),
  ],
  boolean: [
    { copy: 't', csv: 'true', json: 'true' },
    { copy: 'f', csv: 'false', json: 'false' },
  ],
  json: [
    json({}),
    json([1, 'a\n"b\\', null]),
    json({ a: { b: '=1' } }, 2),
    json('text'),
    json('=1\u2028\u0085'),
    json(-5),
    {
      copy: '{"n": 12345678901234567890.10}',
      csv: '{"n": 12345678901234567890.10}',
      json: '{"n": 12345678901234567890.10}',
    },
  ],
}

const types = Object.keys(nastyValues) as ColumnType[]

/** Every nasty value in one table, a column of each type, nulls where a type has fewer. */
export function nastyTable(): SampleTable {
  const length = Math.max(...types.map((type) => nastyValues[type].length))
  const rows = Array.from({ length }, (_, row) => types.map((type) => nastyValues[type][row] ?? missing))
  return { columns: sampleColumns(types), rows }
}

/** Tables of random shape and values, for fast-check. */
export function randomTables(): fc.Arbitrary<SampleTable> {
  const cellOf = (type: ColumnType) =>
    fc.oneof(
      { weight: 1, arbitrary: fc.constant(missing) },
      { weight: 4, arbitrary: fc.constantFrom(...nastyValues[type]) },
      { weight: 4, arbitrary: randomValue(type) },
    )
  return fc
    .array(fc.constantFrom(...types), { minLength: 1, maxLength: 6 })
    .chain((chosen) =>
      fc
        .array(fc.tuple(...chosen.map(cellOf)), { maxLength: 12 })
        .map((rows) => ({ columns: sampleColumns(chosen), rows })),
    )
}

function randomValue(type: ColumnType): fc.Arbitrary<SampleValue> {
  if (type === 'text') {
    const piece = fc.oneof(fc.constantFrom(...texts), fc.string({ unit: 'binary', maxLength: 8 }))
    return fc.array(piece, { maxLength: 4 }).map((pieces) => text(pieces.join('').replaceAll('\0', '')))
  }
  if (type === 'json')
    return fc.tuple(fc.jsonValue(), fc.constantFrom(0, 1)).map(([value, indent]) => json(value, indent))
  if (type === 'integer')
    return fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => number(`${value}`))
  if (type === 'decimal' || type === 'money') {
    const whole = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n })
    const fraction = fc.nat({ max: 99 }).map((cents) => String(cents).padStart(2, '0'))
    return fc.tuple(whole, fraction).map(([digits, cents]) => number(`${digits}.${cents}`))
  }
  if (type === 'boolean') return fc.constantFrom(...nastyValues.boolean)
  const instant = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  if (type === 'date') return instant.map((date) => text(date.toISOString().slice(0, 10)))
  return instant.map((date) => {
    const [day, time] = date.toISOString().slice(0, -1).split('T')
    return timestamp(`${day} ${time}+00`, `${day}T${time}+00:00`)
  })
}

/** COPY's text format, straight from its documentation. */
export function copyText(rows: { copy: string | null }[][]): Buffer {
  const escapes: Record<string, string> = {
    '\\': '\\\\',
    '\b': '\\b',
    '\f': '\\f',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
    '\v': '\\v',
  }
  const field = ({ copy }: { copy: string | null }) =>
    copy === null ? '\\N' : [...copy].map((character) => escapes[character] ?? character).join('')
  return Buffer.from(rows.map((row) => `${row.map(field).join('\t')}\n`).join(''))
}

/** What files made here say of themselves. */
export const sampleAbout: About = {
  exportId: '',
  exportName: 'Über 10',
  dataset: '',
  filters: [],
  timeZone: '',
  snapshotAt: '',
  company: '',
  snapshotLocal: '',
  requestedBy: '',
}

/** Writes the chunks with a format and returns the whole file and what was counted. */
export async function writeAll(
  format: Format,
  columns: FileColumn[],
  chunks: Buffer[],
  options: Record<string, unknown> = {},
  keyColumns = 0,
) {
  const file: Buffer[] = []
  const rows = rowBatches(inOrder(chunks), columns.length + keyColumns)
  const input = { rows, columns, options: format.dialect(options), about: sampleAbout }
  const counts = await writers[format.key]!(input, (bytes) => {
    file.push(Buffer.from(bytes))
  })
  return { file: Buffer.concat(file), ...counts }
}

export async function* inOrder<T>(items: T[]): AsyncGenerator<T> {
  yield* items
}
