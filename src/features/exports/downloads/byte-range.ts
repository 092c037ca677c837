import type { ByteRange } from '#src/lib/storage/port.ts'

/** The whole file, one range of it, or a range that lies outside of it. */
export type Wanted = { kind: 'whole' } | { kind: 'part'; range: ByteRange } | { kind: 'unsatisfiable' }

/**
 * What a Range header asks for (RFC 9110, section 14). Several ranges and malformed ones are ignored,
 * as the RFC allows, and so is a range whose If-Range names another version.
 */
export function wantedRange(headers: Headers, size: number, etag: string): Wanted {
  const ifRange = headers.get('if-range')
  const match = /^bytes=(\d*)-(\d*)$/.exec(headers.get('range')?.replaceAll(' ', '') ?? '')
  if (!match || (ifRange !== null && ifRange !== etag)) return { kind: 'whole' }
  const [, first = '', last = ''] = match
  if (first === '' && last === '') return { kind: 'whole' }
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (first !== '' && last !== '' && Number(last) < start) return { kind: 'whole' }
  if (start >= size || (first === '' && Number(last) === 0)) return { kind: 'unsatisfiable' }
  return { kind: 'part', range: { start, end } }
}

/** Whether If-None-Match names the version that the reader would get. */
export function isKnown(headers: Headers, etag: string): boolean {
  const known =
    headers
      .get('if-none-match')
      ?.split(',')
      .map((tag) => tag.trim().replace(/^W\//, '')) ?? []
  return known.includes(etag) || known.includes('*')
}
