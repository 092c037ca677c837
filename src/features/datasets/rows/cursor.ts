import * as z from 'zod'
import { type AppError, invalid } from '#src/lib/errors.ts'
import type { SortKey } from '../definition/definition.ts'
import type { Position } from './keyset.ts'

export interface Cursor {
  /** On which side of the position the page lies. */
  side: 'after' | 'before'
  position: Position
}

/** A cursor belongs to one order of one dataset: in another its values would mean other rows. */
export interface CursorOrder {
  dataset: { key: string; primaryKey: string[] }
  sort: SortKey[]
}

const content = z.tuple([z.string(), z.enum(['after', 'before']), z.array(z.string().nullable())])

export function encodeCursor(order: CursorOrder, { side, position }: Cursor): string {
  return Buffer.from(JSON.stringify([nameOf(order), side, position])).toString('base64url')
}

/** Throws `invalid_request` for what is not a cursor of this order. */
export function decodeCursor(order: CursorOrder, text: string): Cursor {
  try {
    const [name, side, position] = content.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    const length = order.sort.length + order.dataset.primaryKey.length
    const isOurs = name === nameOf(order) && position.length === length
    if (isOurs && !position.some((value) => value?.includes('\0'))) return { side, position }
  } catch {
    // Told below: what is wrong with a cursor is always that it is not ours.
  }
  throw foreignCursor()
}

export function foreignCursor(): AppError {
  return invalid('cursor', 'must be a next_cursor or previous_cursor of the same dataset with the same sort')
}

function nameOf({ dataset, sort }: CursorOrder): string {
  return [dataset.key, ...sort.map(({ column, direction }) => `${column}:${direction}`)].join(',')
}
