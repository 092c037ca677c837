import { nastyValues } from '../samples/sample-table.ts'

/** The zone of every file of this suite: one with summer time, minutes of offset long ago, and a gap. */
export const timeZone = 'Europe/Berlin'

/** A column of the table that every reader reads back. */
export interface CaseColumn {
  key: string
  type: 'text' | 'integer' | 'decimal' | 'money' | 'date' | 'timestamp' | 'boolean' | 'json'
  sqlType: string
  scale?: number
}

export const caseColumns: CaseColumn[] = [
  { key: 'n', type: 'integer', sqlType: 'bigint' },
  { key: 'words', type: 'text', sqlType: 'text' },
  { key: 'whole', type: 'integer', sqlType: 'bigint' },
  { key: 'fraction', type: 'decimal', sqlType: 'numeric' },
  { key: 'price', type: 'money', sqlType: 'numeric(14,2)', scale: 2 },
  { key: 'day', type: 'date', sqlType: 'date' },
  { key: 'instant', type: 'timestamp', sqlType: 'timestamptz' },
  { key: 'is_true', type: 'boolean', sqlType: 'boolean' },
  { key: 'details', type: 'json', sqlType: 'jsonb' },
]

const controls = Array.from({ length: 31 }, (_, index) => `a${String.fromCharCode(index + 1)}b`)

const moreTexts = [
  ...['<b>&amp;"x"</b>', ']]>', '<!-- -->', '&#10;', '_x0041_', '_x005F_', '_xZZZZ_', 'a_x000D_b', '\u0085'],
  ...['a\ufffeb', 'a\uffffb', '\ufdd0', '\u007f', '\u009f', '\ud7ff', '\ue000', '\ufffd', '\u{10ffff}'],
  ...['1e5', '0012', '1,5', '1.5', '1/2', '2024-01-01', '12:30', '3%', '$5', 'TRUE', 'FALSE', 'yes', 'NaN'],
  ...['nan', 'None', 'NA', 'N/A', '#N/A', '#REF!', 'null', 'nil', '-', '--', '.', ',', ';', '|', '\\', '/'],
  ...['  two', 'two  ', 'in  side', '\u00a0', '\u2003x', 'x\u2028y\u2029z', 'tab\tin', '\n\n', '\r\n', 'a\n'],
  ...['Ω', 'Жук', 'Ελλάδα', 'Łódź', 'İı', 'ﬁ', 'e\u0301', 'ẞ', '漢字かな交じり', '한국어', '臺灣', 'ไทย'],
  ...[
    'مرحبا',
    'नमस्ते',
    '🇩🇪',
    '👩🏽‍💻',
    '𝔘𝔫𝔦',
    '𠮷',
    '\u200d',
    '\u2066x\u2069',
    '\u00ad',
    'a\u0300\u0301\u0302',
  ],
  ...[
    "'",
    "''",
    `"'"`,
    '`',
    '$$',
    '%s',
    '{}',
    '[]',
    '\\u0041',
    '\\x41',
    "';drop table x;--",
    '$' + '{x}',
    '{{x}}',
  ],
  ...['=HYPERLINK("http://x","y")', '+1', '-1', '@x', "=1+1'", '=A1:B2', "-2+3+cmd|' /C calc'!A0"],
  ...[
    'x'.repeat(255),
    'x'.repeat(256),
    'y'.repeat(8_192),
    'ü'.repeat(20_000),
    `${'z'.repeat(32_766)}\u{1f600}`,
  ],
]

const textCases = [...new Set([...nastyValues.text.map(({ csv }) => csv), ...controls, ...moreTexts])]

const wholes = [
  '9007199254740991',
  '9007199254740993',
  '-9007199254740993',
  '999999999999999',
  '1000000000000000',
]
const fractions = [
  '123456789012345',
  '1234567890123456',
  '0.1',
  '0.30000000000000004',
  '1e-20',
  '100',
  '1e15',
]
const prices = ['-0.01', '999999999999.99', '9999999999.99', '0.00', '19.99', '0.29']
const days = [
  '1900-01-01',
  '1900-02-28',
  '1900-03-01',
  '1899-12-31',
  '1970-01-01',
  '9999-12-31',
  '0001-01-01',
]
const instants = [
  ...[
    '2024-03-31 00:59:59.999+00',
    '2024-03-31 01:00:00+00',
    '2024-10-27 00:30:00+00',
    '2024-10-27 01:30:00+00',
  ],
  ...[
    '1893-03-31 23:06:31+00',
    '1900-02-28 23:00:00+00',
    '9999-12-31 22:59:59+00',
    '2024-01-01 00:00:00.001+00',
  ],
]

const casesOf: Record<CaseColumn['type'], string[]> = {
  text: textCases,
  integer: [...nastyValues.integer.map(({ csv }) => csv), ...wholes],
  decimal: [...nastyValues.decimal.map(({ csv }) => csv), ...fractions],
  money: [...nastyValues.money.map(({ csv }) => csv), ...prices],
  date: [...nastyValues.date.map(({ csv }) => csv), ...days],
  timestamp: [...nastyValues.timestamp.map(({ copy }) => copy ?? ''), ...instants],
  boolean: ['true', 'false'],
  json: nastyValues.json.map(({ csv }) => csv),
}

/** How many different values there are, of all types. */
export const caseCount = Object.values(casesOf).reduce((sum, cases) => sum + cases.length, 0)

/** Every value once, in a row with values of the other types; null where a type has no more. */
export function caseRows(): (string | null)[][] {
  return textCases.map((_, row) =>
    caseColumns.map(({ key, type }) => (key === 'n' ? String(row + 1) : (casesOf[type][row] ?? null))),
  )
}
