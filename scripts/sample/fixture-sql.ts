import pg from 'pg'

/**
 * A whole number from 0 to `sides` - 1 that depends only on the row's number, the tenant's seed ($3)
 * and the salt.
 */
export function roll(salt: number, sides: number, row = 'g'): string {
  return `((hashint8extended(${row}, $3::bigint * 1000 + ${salt}) & 2147483647) % ${sides})::integer`
}

/** One of the values, each as likely as the others. */
export function anyOf(salt: number, values: readonly (string | null)[], row = 'g'): string {
  return `(${textArray(values)})[1 + ${roll(salt, values.length, row)}]`
}

/** The values in turn, so that few rows already show all of them. */
export function inTurn(values: readonly (string | null)[], row = 'g'): string {
  return `(${textArray(values)})[1 + ${row} % ${values.length}]`
}

/** A moment, to the microsecond, within two years from `start`: daylight saving time and all. */
export function after(salt: number, start: string): string {
  return `(${start} + ${roll(salt, 63_000_000)} * interval '1 second'
    + ${roll(salt + 1, 1_000_000)} * interval '1 microsecond')`
}

/** `C-0000012` for 12. */
export function numbered(prefix: string, number: string): string {
  return `'${prefix}' || lpad((${number})::text, 7, '0')`
}

function textArray(values: readonly (string | null)[]): string {
  const literals = values.map((value) => (value === null ? 'null' : pg.escapeLiteral(value)))
  return `array[${literals.join(', ')}]::text[]`
}
