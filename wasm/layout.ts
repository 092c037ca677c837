// Places in memory.

/** What each byte of a text asks for. */
export const classes: u32 = 0x1000
/**
 * Codes of literals and the end of a block and of distances, the number of their bits above bit 16; of lengths with
 * their extra bits and their number above bit 32.
 */
export const literalCodes: u32 = 0x2000
export const lengthCodes: u32 = 0x2800
export const distanceCodes: u32 = 0x3400
/** How often each was used in this block. */
export const literalCounts: u32 = 0x4000
export const lengthCounts: u32 = 0x4800
export const distanceCounts: u32 = 0x5000
/** Pieces of markup, each behind its length. */
export const rowOpen: u32 = 0x6000
export const rowOpened: u32 = 0x6020
export const rowClose: u32 = 0x6040
export const textOpen: u32 = 0x6060
export const textClose: u32 = 0x60a0
export const valueClose: u32 = 0x60c0
/** Where the last row of each kind of end began, and how its number ended. */
export const lastRows: u32 = 0x6100
export const lastNumber: u32 = 0x6110
/** Stands in for a column where there is none. */
export const noColumn: u32 = 0x6200
export const marks: u32 = 0x8000
export const marksEnd: u32 = 0x1f000
export const hash: u32 = 0x20000
export const hashBytes: u32 = 0x20000
/** Text of the sheet: the window behind the block, the block, and one more cell of any length. */
export const text: u32 = 0x40000
/** What the text is packed to: no code has more than 14 bits, so room for 14/8 of the text is enough. */
export const packed: u32 = 0x190000
export const columnTable: u32 = 0x3e0000

export const window: u32 = 32768

// Of a column.
export const columnBytes: u32 = 96
export const kindOf: u32 = 0
/** Where its last cell began: behind a text, behind a value, behind none. */
export const lastCells: u32 = 4
/** Where the row's number ended in its last cell. */
export const lastOpened: u32 = 16
/** Bytes that were looked for, and found, and the blocks for which nothing is to be looked for. */
export const sought: u32 = 20
export const found: u32 = 24
export const rest: u32 = 28
export const cellOpen: u32 = 32
export const valueOpen: u32 = 56
