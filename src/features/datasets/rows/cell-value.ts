import { type JsonValue, jsonValue } from './json-value.ts'
import type { VisibleColumn } from './rights.ts'

/** Decimals stay text, so that none is rounded. */
export type CellValue = JsonValue

/** A value as JSON has it, from the text that PostgreSQL writes with the formats of an export. */
export function cellValue(
  { type, masked }: Pick<VisibleColumn, 'type' | 'masked'>,
  text: string | null,
): CellValue {
  if (text === null || masked) return text
  switch (type) {
    case 'integer':
      return Number.isSafeInteger(Number(text)) ? Number(text) : text
    case 'boolean':
      return text === 't'
    case 'timestamp':
      return isoInstant(text)
    case 'json':
      return jsonValue(text)
    default:
      return text
  }
}

/** `2026-01-02 03:04:05.5+01` becomes `2026-01-02T03:04:05.5+01:00`; infinity and years BC stay as they are. */
function isoInstant(text: string): string {
  const match = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d)(:\d\d(?::\d\d)?)?$/.exec(text)
  if (!match) return text
  const [, day, time, hours, minutes = ':00'] = match
  return `${day}T${time}${hours}${minutes}`
}
