import { formats } from '#src/encoding/formats.ts'
import type { Format } from '#src/encoding/rows/format.ts'

/** A format's limit, how many rows there are, and which formats hold them, as one sentence. */
export function tooManyRows(format: Format, rows: number, isExact = true): string {
  const limit = (format.limits.rows ?? 0).toLocaleString('en-US')
  const others = formats.filter(
    ({ limits }) => limits.rows === undefined || limits.rows > rows || (isExact && limits.rows === rows),
  )
  const count = `${isExact ? '' : 'more than '}${rows.toLocaleString('en-US')}`
  const names = others.map(({ label }) => label)
  return `${format.label} holds at most ${limit} rows, and the result has ${count}. Choose ${eitherOf(names)}, or narrow the filters.`
}

function eitherOf(names: string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}
