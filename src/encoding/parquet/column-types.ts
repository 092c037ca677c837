import type { FileColumn } from '../rows/column.ts'
import {
  booleanKind,
  dateKind,
  decimalKind,
  integerKind,
  timestampKind,
  valueKinds,
} from '../rows/value-kind.ts'
import type { ParquetDialect } from './parquet-options.ts'
import {
  dateWriter,
  decimalDigits,
  decimalWriter,
  timestampWriter,
  type WriteValue,
  writeBoolean,
  writeDouble,
  writeLong,
  writeText,
} from './plain-values.ts'
import { bool, i8, i32, struct, type ThriftValue } from './thrift.ts'

/** How a column stands in the file: numbers and unions of parquet.thrift. */
export interface ParquetType {
  /** Of `Type`. */
  physical: number
  /** Bytes of each value, where all have as many. */
  length?: number
  /** Of `ConvertedType`, which older readers know. */
  converted?: number
  logical?: ThriftValue
  scale?: number
  write: WriteValue
}

const none = struct({})
const physical = { boolean: 0, int32: 1, int64: 2, double: 5, bytes: 6, fixed: 7 }
const textType: ParquetType = {
  ...{ physical: physical.bytes, converted: 0, logical: struct({ 1: none }) },
  write: writeText,
}

/** The type of each column. JSON is text, as its readers differ; so is what a mask left of a value. */
export function parquetTypes(
  columns: FileColumn[],
  { numbers }: ParquetDialect,
  onRounded: () => void,
): ParquetType[] {
  const kinds = valueKinds(columns)
  return columns.map(({ scale }, index) => {
    switch (kinds[index]) {
      case integerKind:
        return {
          ...{ physical: physical.int64, converted: 18 },
          logical: struct({ 10: struct({ 1: i8(64), 2: bool(true) }) }),
          write: writeLong,
        }
      case decimalKind:
        if (scale !== undefined) return decimalType(scale, onRounded)
        return numbers === 'double' ? { physical: physical.double, write: writeDouble } : textType
      case dateKind:
        return {
          ...{ physical: physical.int32, converted: 6, logical: struct({ 6: none }) },
          write: dateWriter(),
        }
      case timestampKind:
        return {
          ...{ physical: physical.int64, converted: 10 },
          logical: struct({ 8: struct({ 1: bool(true), 2: struct({ 2: none }) }) }),
          write: timestampWriter(),
        }
      case booleanKind:
        return { physical: physical.boolean, write: writeBoolean }
      default:
        return textType
    }
  })
}

function decimalType(scale: number, onRounded: () => void): ParquetType {
  return {
    ...{ physical: physical.fixed, length: 16, converted: 5, scale },
    logical: struct({ 5: struct({ 1: i32(scale), 2: i32(decimalDigits) }) }),
    write: decimalWriter(scale, onRounded),
  }
}
