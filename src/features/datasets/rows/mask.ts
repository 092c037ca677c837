const marks = '••••'

/** The last four characters, and nothing at all of values too short to hide anything. */
export function maskedSql(sql: string): string {
  const value = `(${sql})::text`
  return `case when length(${value}) > 8 then '${marks}' || right(${value}, 4) when ${value} is not null then '${marks}' end`
}

/** The same of a value that was read already. */
export function maskedText(value: string | null): string | null {
  if (value === null) return null
  const characters = [...value]
  return characters.length > 8 ? `${marks}${characters.slice(-4).join('')}` : marks
}

/** Whether a text was masked: nobody means to store that. */
export function isMasked(text: string): boolean {
  return text.includes(marks)
}
