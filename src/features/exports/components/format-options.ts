/** How an option of a format is called and what its values mean. Unknown ones show as they are. */
interface OptionWords {
  label: string
  values?: Record<string, string>
}

const words: Record<string, OptionWords> = {
  preset: { label: 'Made for', values: { rfc: 'Programs (RFC 4180)', excel: 'Excel', tsv: 'Tab-separated' } },
  locale: { label: 'Excel’s language' },
  delimiter: {
    label: 'Between values',
    values: { ',': 'Comma', ';': 'Semicolon', '\t': 'Tab', '|': 'Vertical bar' },
  },
  decimal_separator: { label: 'Decimal sign', values: { '.': 'Point', ',': 'Comma' } },
  bom: { label: 'Byte order mark' },
  line_ending: { label: 'Line ends', values: { crlf: 'Windows (CR LF)', lf: 'Unix (LF)' } },
  quote: { label: 'Quotes', values: { minimal: 'Where needed', all: 'Every value', text: 'Every text' } },
  header: { label: 'Column names in the first line' },
  null: { label: 'Empty values as' },
  formula_guard: {
    label: 'Formula guard',
    values: { text: 'Texts that look like formulas', strict: 'Strict', off: 'Off' },
  },
  compression: {
    label: 'Compression',
    values: { none: 'None', gzip: 'gzip', zstd: 'Zstandard', zip: 'zip' },
  },
  keys: { label: 'Names of members', values: { key: 'Keys', label: 'Labels' } },
  numbers: { label: 'Numbers', values: { exact: 'Exact', string: 'As texts' } },
}

export function optionLabel(key: string): string {
  return words[key]?.label ?? key.replaceAll('_', ' ')
}

export function optionValueLabel(key: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return words[key]?.values?.[String(value)] ?? String(value)
}

/** `Decimal sign: Comma`. */
export function optionInWords(key: string, value: unknown): string {
  return `${optionLabel(key)}: ${value === '' ? 'nothing' : optionValueLabel(key, value)}`
}
