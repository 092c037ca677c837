/**
 * Counts the rows of a finished file by reading it again. Written from the formats' definitions and apart
 * from the writers: one that repeated their mistakes could not find them.
 */
export interface RowRecount {
  /** The file without its compression; of a workbook the sheets, one after the other. */
  add: (bytes: Uint8Array) => void
  /** The number of rows; -1 when the file ends in the middle of one. */
  rows: () => number
}

/** Records of RFC 4180: line feeds outside quotes. A doubled quote leaves the quotes and enters them again. */
export function csvRecords(headers: number): RowRecount {
  let records = 0
  let isQuoted = false
  let last = 10
  return {
    add(bytes) {
      for (const byte of bytes) {
        if (byte === 34) isQuoted = !isQuoted
        else if (byte === 10 && !isQuoted) records++
      }
      last = bytes.at(-1) ?? last
    },
    rows: () => (isQuoted || last !== 10 || records < headers ? -1 : records - headers),
  }
}

export function lines(): RowRecount {
  let count = 0
  let last = 10
  return {
    add(bytes) {
      for (const byte of bytes) if (byte === 10) count++
      last = bytes.at(-1) ?? last
    },
    rows: () => (last === 10 ? count : -1),
  }
}

/** Elements of one top-level array: commas at depth 1, plus one when anything stands in it. */
export function arrayElements(): RowRecount {
  let depth = 0
  let commas = 0
  let isString = false
  let isEscaped = false
  let isEmpty = true
  let isClosed = false
  return {
    add(bytes) {
      for (const byte of bytes) {
        if (isString) {
          if (isEscaped) isEscaped = false
          else if (byte === 92) isEscaped = true
          else if (byte === 34) isString = false
          continue
        }
        if (byte <= 32) continue
        if (byte === 93 || byte === 125) {
          depth--
          if (depth === 0) isClosed = true
          continue
        }
        if (depth === 1 && byte === 44) commas++
        if (depth >= 1) isEmpty = false
        if (byte === 34) isString = true
        else if (byte === 91 || byte === 123) depth++
      }
    },
    rows: () => (!isClosed || depth !== 0 ? -1 : isEmpty ? 0 : commas + 1),
  }
}

/** Element names of a worksheet: the whole of `row`, the last four letters of `sheetData`. */
const rowName = Buffer.from('\0row').readInt32BE()
const dataName = Buffer.from('Data').readInt32BE()

/**
 * Rows of worksheets without the heading rows of each, and without the last sheet if that one only tells about
 * the others. A value has its `<` as `&lt;`, so every one that is found begins an element.
 */
export function sheetRows(headings: number, hasAbout: boolean): RowRecount {
  const sheets: number[] = []
  let rows = 0
  let isData = false
  let isName = false
  let name = 0
  const see = () => {
    if (name === rowName) rows++
    if (name !== dataName) return
    if (isData) sheets.push(rows)
    isData = !isData
    rows = 0
  }
  return {
    add(bytes) {
      for (const byte of bytes) {
        if (byte === 60) {
          isName = true
          name = 0
        } else if (isName) {
          isName = byte !== 32 && byte !== 62
          if (isName) name = (name << 8) | byte
          else see()
        }
      }
    },
    rows() {
      const tables = hasAbout ? sheets.slice(0, -1) : sheets
      const isWhole = !isData && tables.length > 0 && tables.every((count) => count >= headings)
      return isWhole ? tables.reduce((sum, count) => sum + count - headings, 0) : -1
    },
  }
}
