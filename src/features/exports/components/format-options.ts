/** How an option of a format is called and what its values mean. Unknown ones show as they are. */
interface OptionWords {
  label: string
  /** The value that holds when none is chosen, where it does not hang on another option. */
  usual?: string
  values?: Record<string, string>
}

const words: Record<string, OptionWords> = {
  preset: {
    label: 'Made for',
    usual: 'rfc',
    values: { rfc: 'Programs (RFC 4180)', excel: 'Excel', tsv: 'Tab-separated' },
  },
  values: {
    label: 'Values',
    usual: 'raw',
    values: { raw: 'Raw, for other programs', formatted: 'Formatted, for people' },
  },
  locale: { label: 'Language' },
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
    usual: 'none',
    values: { none: 'None', gzip: 'gzip', zstd: 'Zstandard', zip: 'zip' },
  },
  keys: { label: 'Names of members', usual: 'key', values: { key: 'Keys', label: 'Labels' } },
  orientation: {
    label: 'Pages',
    usual: 'auto',
    values: { auto: 'As the columns need', landscape: 'Landscape', portrait: 'Portrait' },
  },
  paper: { label: 'Paper', usual: 'A4' },
  cover: { label: 'Cover page', usual: 'yes' },
  numbers: { label: 'Numbers', usual: 'exact', values: { exact: 'Exact', string: 'As texts' } },
}

export function optionLabel(key: string): string {
  return words[key]?.label ?? key.replaceAll('_', ' ')
}

/** What a field that was left alone says. */
export function usualLabel(key: string): string {
  const usual = words[key]?.usual
  return usual === undefined ? 'Default' : optionValueLabel(key, usual)
}

export function optionValueLabel(key: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return words[key]?.values?.[String(value)] ?? String(value)
}

/** `Decimal sign: Comma`. */
function optionInWords(key: string, value: unknown): string {
  return `${optionLabel(key)}: ${value === '' ? 'nothing' : optionValueLabel(key, value)}`
}

/** All options of a finished file in words, in the order in which they are named above. */
export function optionsInWords(options: Record<string, unknown>): string[] {
  const known = Object.keys(words).filter((key) => key in options)
  const others = Object.keys(options).filter((key) => !(key in words))
  return [...known, ...others].map((key) => optionInWords(key, options[key]))
}
