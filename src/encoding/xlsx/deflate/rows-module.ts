import { rowsBinary } from './rows-binary.ts'

type Value = WebAssembly.Global<'i32'>

/** What wasm/rows.ts exports; wasm/places.ts says what stands at each place of its memory. */
export interface RowsModule {
  memory: WebAssembly.Memory
  // Places.
  classes: Value
  literalCodes: Value
  lengthCodes: Value
  distanceCodes: Value
  literalCounts: Value
  lengthCounts: Value
  distanceCounts: Value
  rowOpen: Value
  rowOpened: Value
  rowClose: Value
  textOpen: Value
  textClose: Value
  valueClose: Value
  text: Value
  packed: Value
  columnTable: Value
  // Of a column.
  columnBytes: Value
  kindOf: Value
  cellOpen: Value
  valueOpen: Value
  // Why run() came back.
  batchDone: Value
  valueLeft: Value
  blockFull: Value
  // Where it stands.
  at: Value
  out: Value
  column: Value
  from: Value
  to: Value
  begin: (count: number, firstBlock: number) => void
  feed: (ends: number, bytes: number, first: number, width: number, rows: number, number: number) => void
  run: () => number
  resume: (end: number) => void
  finish: () => void
  renew: (blockBytes: number) => void
  put: (value: number, length: number) => void
  align: () => void
}

let compiled: WebAssembly.Module | undefined

/** An instance of its own; the code is compiled once. */
export function rowsModule(): RowsModule {
  compiled ??= new WebAssembly.Module(Buffer.from(rowsBinary, 'base64'))
  return new WebAssembly.Instance(compiled).exports as unknown as RowsModule
}
