import type { RowRecount } from './row-recount.ts'

/** A value of Thrift's compact protocol; texts and doubles are skipped. */
type Value = number | boolean | null | Value[] | Fields
type Fields = Map<number, Value>

const magic = Buffer.from('PAR1')
/** Deeper than anything that Parquet writes down. */
const maxDepth = 12
const needsMore = new Error('the bytes end inside a structure')
const isDamaged = new Error('no structure of Parquet')

/** Rows of a Parquet file: the values of all its pages by the number of its columns, as its directory says, too. */
export function parquetRows(): RowRecount {
  let rest = Buffer.alloc(0)
  let skipped = magic.length
  let values = 0
  let directory: { rows: number; columns: number; length: number } | undefined
  let isTorn = false
  const take = (): boolean => {
    const passed = Math.min(skipped, rest.length)
    skipped -= passed
    rest = rest.subarray(passed)
    if (skipped > 0 || directory || isTorn) return false
    const found = readFields(rest)
    if (!found) return false
    rest = rest.subarray(found.length)
    // Both begin with a number; the second field is a list in the directory, and a number in the header of a page.
    const schema = found.fields.get(2)
    if (Array.isArray(schema)) {
      // The first element of the schema is the row itself.
      directory = { rows: numberIn(found.fields, 3), columns: schema.length - 1, length: found.length }
    } else {
      skipped = numberIn(found.fields, 3)
      values += numberIn(found.fields.get(5), 1)
    }
    return true
  }
  return {
    add(bytes) {
      rest = Buffer.concat([rest, bytes])
      try {
        while (take());
      } catch {
        isTorn = true
      }
    },
    rows() {
      if (isTorn || !directory || !isEnd(rest, directory.length)) return -1
      const { rows, columns } = directory
      return values === rows * columns ? rows : -1
    },
  }
}

/** What follows the directory: its length, and the mark of the format. */
function isEnd(bytes: Buffer, length: number): boolean {
  return bytes.length === 8 && bytes.readUInt32LE() === length && bytes.subarray(4).equals(magic)
}

function numberIn(fields: Value | undefined, id: number): number {
  const value = fields instanceof Map ? fields.get(id) : undefined
  if (typeof value !== 'number' || value < 0) throw isDamaged
  return value
}

/** Undefined when more bytes are needed. Throws when no bytes could make it a structure. */
function readFields(bytes: Buffer): { fields: Fields; length: number } | undefined {
  const reader = new CompactReader(bytes)
  try {
    const fields = reader.fields(0)
    return { fields, length: reader.at }
  } catch (error) {
    if (error === needsMore) return undefined
    throw error
  }
}

class CompactReader {
  at = 0
  readonly #bytes: Buffer

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  fields(depth: number): Fields {
    const fields: Fields = new Map()
    let id = 0
    for (let head = this.#byte(); head !== 0; head = this.#byte()) {
      id = head >> 4 === 0 ? this.#integer() : id + (head >> 4)
      fields.set(id, this.#value(head & 15, depth + 1))
    }
    return fields
  }

  #value(type: number, depth: number): Value {
    if (depth > maxDepth) throw isDamaged
    if (type === 1 || type === 2) return type === 1
    if (type === 3) return this.#byte()
    if (type >= 4 && type <= 6) return this.#integer()
    if (type === 7) return this.#skip(8)
    if (type === 8) return this.#skip(this.#varint())
    if (type === 9) return this.#list(depth)
    if (type === 12) return this.fields(depth)
    throw isDamaged
  }

  #list(depth: number): Value[] {
    const head = this.#byte()
    const length = head >> 4 === 15 ? this.#varint() : head >> 4
    const type = head & 15
    const values: Value[] = []
    // A truth in a list takes a byte, and one in a field none.
    while (values.length < length) values.push(type <= 2 ? this.#byte() : this.#value(type, depth + 1))
    return values
  }

  #integer(): number {
    const value = this.#varint()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  #varint(): number {
    let value = 0
    for (let unit = 1; ; unit *= 128) {
      const byte = this.#byte()
      value += (byte & 127) * unit
      if (byte < 128) return value
    }
  }

  #byte(): number {
    if (this.at >= this.#bytes.length) throw needsMore
    return this.#bytes[this.at++] as number
  }

  #skip(length: number): null {
    if (this.at + length > this.#bytes.length) throw needsMore
    this.at += length
    return null
  }
}
