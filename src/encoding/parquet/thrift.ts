/** A value of Thrift's compact protocol, which Parquet writes its headers and its directory in. */
export interface ThriftValue {
  type: number
  bytes: Uint8Array
}

const kinds = { yes: 1, no: 2, byte: 3, i32: 5, i64: 6, binary: 8, list: 9, struct: 12 }
const longList = 15

export function bool(value: boolean): ThriftValue {
  return { type: value ? kinds.yes : kinds.no, bytes: new Uint8Array(0) }
}

export function i8(value: number): ThriftValue {
  return { type: kinds.byte, bytes: Uint8Array.of(value) }
}

export function i32(value: number): ThriftValue {
  return { type: kinds.i32, bytes: zigzag(value) }
}

/** Of a number that a double holds exactly. */
export function i64(value: number): ThriftValue {
  return { type: kinds.i64, bytes: zigzag(value) }
}

export function text(value: string): ThriftValue {
  const bytes = Buffer.from(value)
  return { type: kinds.binary, bytes: Buffer.concat([varint(bytes.length), bytes]) }
}

/** Values of one type; an empty list is one of structs. */
export function list(values: ThriftValue[]): ThriftValue {
  const type = values[0]?.type ?? kinds.struct
  const { length } = values
  const size = length < longList ? [length << 4] : [longList << 4, ...varint(length)]
  size[0] = (size[0] as number) | type
  return {
    type: kinds.list,
    bytes: Buffer.concat([Uint8Array.from(size), ...values.map(({ bytes }) => bytes)]),
  }
}

/** Fields by their numbers; those that are undefined are left out. */
export function struct(fields: Record<number, ThriftValue | undefined>): ThriftValue {
  const pieces: Uint8Array[] = []
  let last = 0
  for (const [key, value] of Object.entries(fields)) {
    if (!value) continue
    const id = Number(key)
    pieces.push(Uint8Array.of(((id - last) << 4) | value.type), value.bytes)
    last = id
  }
  return { type: kinds.struct, bytes: Buffer.concat([...pieces, Uint8Array.of(0)]) }
}

/** An unsigned number in groups of seven bits, the lowest first. */
export function varint(value: number): Uint8Array {
  const bytes: number[] = []
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128)
  return Uint8Array.from([...bytes, rest])
}

function zigzag(value: number): Uint8Array {
  return varint(value < 0 ? -2 * value - 1 : 2 * value)
}
