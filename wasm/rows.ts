// Writes the rows of a sheet from COPY text as XML and packs them. Pieces of markup come from
// packed-rows.ts, values that are not plain from sheet-rows.ts. `npm run build:wasm` compiles it.

import {
  cellOpen,
  columnBytes,
  columnTable,
  found,
  kindOf,
  lastCells,
  lastNumber,
  lastOpened,
  lastRows,
  marksEnd,
  rest,
  rowClose,
  rowOpen,
  rowOpened,
  sought,
  text,
  textOpen,
  valueClose,
  valueOpen,
} from './layout'
import { align, endBlock, forget, mark, marked, out, pack, put, repeat, search, slide } from './pack'
import {
  piece,
  writeBoolean,
  writeDate,
  writeInteger,
  writeNumber,
  writeSecond,
  writeText,
  writeTimestamp,
} from './values'

export * from './layout'
export { align, out, put }

// Why run() came back.
export const batchDone: u32 = 0
export const valueLeft: u32 = 1
export const blockFull: u32 = 2

/** Blocks for which a column is left alone in which next to nothing was found. */
const leftAlone: u32 = 15
/** Column whose cell is next. */
export let column: u32 = 0
/** Where its field begins, and ends. */
export let from: u32 = 0
export let to: u32 = 0
/** End of the text. */
export let at: u32 = text
let columnCount: u32 = 0
/** Where the end of the next field stands, and how many fields of a row are no columns. */
let ends: u32 = 0
let keys: u32 = 0
let batch: u32 = 0
let rowsLeft: u32 = 0
let row: u32 = 0
let digits: u64 = 0
let digitCount: u32 = 0
let isOpen: bool = false
/** What stands before the next piece of markup and belongs to it: its length, and which of three it is. */
let tail: u32 = 0
let tailKind: u32 = 2
let limit: u32 = 0

export function begin(count: u32, firstBlock: u32): void {
  forget()
  columnCount = count
  for (let index: u32 = 0; index < count; index++)
    memory.fill(columnTable + index * columnBytes + lastCells, 0, 28)
  memory.fill(lastRows, 0, 32)
  at = text
  limit = text + firstBlock
  tail = 0
  tailKind = 2
}

/** Takes rows of a batch: where the fields' ends stand, where its bytes stand, and the number of the first row. */
export function feed(endsAt: u32, bytesAt: u32, first: u32, width: u32, rows: u32, number: u32): void {
  ends = endsAt + ((first * width) << 2)
  from = bytesAt + (first === 0 ? 0 : load<u32>(ends - 4) + 1)
  batch = bytesAt
  keys = width - columnCount
  rowsLeft = rows
  row = number
}

/** Writes rows until something is needed. */
export function run(): u32 {
  while (rowsLeft > 0) {
    if (!isOpen) openRow()
    while (column < columnCount) {
      if (at >= limit || marked >= marksEnd) {
        if (at >= limit) return blockFull
        pack(at, at)
      }
      to = batch + load<u32>(ends)
      // No cell is null.
      if (to - from === 2 && load<u16>(from) === 0x4e5c) skip()
      else if (!writeCell(columnTable + column * columnBytes)) return valueLeft
    }
    closeRow()
  }
  return batchDone
}

/** The value that was left has been written up to `end`. */
export function resume(end: u32): void {
  const isText = load<u8>(end - 6) !== 118
  markValue(at, isText)
  at = end
  closed(isText ? 0 : 1)
}

/** Ends a block with all that was written. */
export function finish(): void {
  pack(at, at)
  endBlock()
  for (let index: u32 = 0; index < columnCount; index++) judge(columnTable + index * columnBytes)
}

/** Makes room for a block of so many bytes. */
export function renew(blockBytes: u32): void {
  at -= slide(at)
  limit = at + blockBytes
}

/** Whether anything is to be looked for in a column's texts. */
function judge(cell: u32): void {
  const left = load<u32>(cell + rest)
  if (left > 0) store<u32>(cell + rest, left - 1)
  else if (load<u32>(cell + found) * 4 < load<u32>(cell + sought)) store<u32>(cell + rest, leftAlone)
  store<u32>(cell + sought, 0)
  store<u32>(cell + found, 0)
}

/** Marks the value behind the markup that every text has, or every value of the column. */
function markValue(place: u32, isText: bool): void {
  const cell = columnTable + column * columnBytes
  if (isText) mark(place + load<u32>(textOpen), load<u32>(cell + rest) > 0 ? 0 : search | cell)
  else mark(place + load<u32>(cell + valueOpen), 0)
}

function openRow(): void {
  repeat(at - tail, lastRows + (tailKind << 2))
  digitCount = writeInteger(row, rowNumber()) - rowNumber()
  digits = load<u64>(rowNumber())
  at = number(piece(rowOpen, at))
  repeat(at, lastNumber)
  at = piece(rowOpened, at)
  tail = 0
  tailKind = 2
  isOpen = true
}

function rowNumber(): u32 {
  return lastRows + 32
}

function number(place: u32): u32 {
  store<u64>(place, digits)
  return place + digitCount
}

function closeRow(): void {
  const end = at - tail
  at = piece(rowClose, at)
  tail += 6
  // One field more than columns is the row's last; its end is where the next row begins.
  if (keys > 0) {
    ends += keys << 2
    from = batch + load<u32>(ends - 4) + 1
  }
  rowsLeft--
  row++
  column = 0
  isOpen = false
  pack(end, at)
}

/** False when the value is not plain: its cell is open up to the row's number. */
function writeCell(cell: u32): bool {
  repeat(at - tail, cell + lastCells + (tailKind << 2))
  at = number(piece(cell + cellOpen, at))
  repeat(at, cell + lastOpened)
  const kind = load<u32>(cell + kindOf)
  if (kind === 0 || kind === 6) {
    const end = writeText(from, to, at)
    if (end === 0) return false
    markValue(at, true)
    at = end
    closed(0)
    return true
  }
  const end = writeValue(kind, piece(cell + valueOpen, at))
  if (end === 0) return false
  markValue(at, false)
  at = piece(valueClose, end)
  closed(1)
  return true
}

function writeValue(kind: u32, place: u32): u32 {
  if (kind <= 2) return writeNumber(from, to, place)
  if (kind === 4) return writeTimestamp(from, to, place)
  if (kind === 3) return writeDate(from, to, place)
  if (kind === 9) return writeSecond(from, to, place)
  if (kind === 10) return 0
  return writeBoolean(from, to, place)
}

function closed(kind: u32): void {
  tail = kind === 0 ? 13 : 8
  tailKind = kind
  skip()
}

function skip(): void {
  from = to + 1
  ends += 4
  column++
}
