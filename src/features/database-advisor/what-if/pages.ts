import type { Column } from './source/repository.ts'

const page = 8192
/** A page without its header and its special space, filled as a build fills it. */
const usable = (page - 24 - 16) * 0.9
const itemPointer = 4
const tupleHeader = 8
const rowPointer = 6
/** A build packs rows of one key together up to a tenth of a page. */
const mostPosting = 812

const aligned = (bytes: number, to = 8) => Math.ceil(bytes / to) * to

/**
 * Pages of a B-tree that was just built on these columns of a table with so many rows. Rows of one key share one copy
 * of it, so that many rows of few keys take little more than six bytes each.
 */
export function estimatePages(columns: Column[], rows: number): number {
  const data = columns.reduce((bytes, { width, alignment }) => {
    const size = width ?? 8
    return aligned(bytes, alignment) + size
  }, 0)
  const tuple = aligned(tupleHeader + data)
  const keys = Math.max(1, Math.min(rows, product(columns.map((column) => distinctOf(column, rows)))))
  const perKey = rows / keys
  const bytes = perKey < 2 ? rows * (tuple + itemPointer) : keys * postingBytes(tuple, perKey)
  const leaves = Math.max(1, Math.ceil(bytes / usable))
  const inner = leaves > 1 ? Math.ceil((leaves * (tuple + itemPointer)) / usable) : 0
  return 1 + leaves + inner
}

function postingBytes(tuple: number, rows: number): number {
  const most = Math.max(1, Math.floor((mostPosting - tuple) / rowPointer))
  const full = Math.floor(rows / most)
  const rest = rows - full * most
  const last = rest > 0 ? aligned(tuple + (rest > 1 ? rest * rowPointer : 0)) + itemPointer : 0
  return full * (aligned(tuple + most * rowPointer) + itemPointer) + last
}

/** How many values the column has; nothing known counts as ten rows a value. */
export function distinctOf({ distinct }: Column, rows: number): number {
  if (distinct === null || distinct === 0) return Math.max(1, rows / 10)
  return distinct > 0 ? distinct : -distinct * rows
}

function product(numbers: number[]): number {
  return numbers.reduce((all, number) => all * number, 1)
}
