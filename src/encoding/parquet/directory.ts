import type { FileColumn } from '../rows/column.ts'
import type { About } from '../rows/format.ts'
import type { ParquetType } from './column-types.ts'
import { decimalDigits } from './plain-values.ts'
import { i32, i64, list, struct, type ThriftValue, text } from './thrift.ts'

/** The directory at the end of a file: `FileMetaData` and what it is made of in parquet.thrift. */

const formatVersion = 2
const optional = 1
const encodings = list([i32(0), i32(3)])

export interface NamedType {
  name: string
  type: ParquetType
}

export interface WrittenChunk {
  /** Where its first page begins. */
  offset: number
  bytes: number
  plainBytes: number
  rows: number
  nulls: number
}

export function columnChunk({ name, type }: NamedType, codec: number, chunk: WrittenChunk): ThriftValue {
  return struct({
    2: i64(0),
    3: struct({
      1: i32(type.physical),
      2: encodings,
      3: list([text(name)]),
      4: i32(codec),
      5: i64(chunk.rows),
      6: i64(chunk.plainBytes),
      7: i64(chunk.bytes),
      9: i64(chunk.offset),
      12: struct({ 3: i64(chunk.nulls) }),
    }),
  })
}

export function rowGroup(columns: ThriftValue[], chunks: WrittenChunk[]): ThriftValue {
  const sum = (value: (chunk: WrittenChunk) => number) => chunks.reduce((total, one) => total + value(one), 0)
  return struct({
    1: list(columns),
    2: i64(sum(({ plainBytes }) => plainBytes)),
    3: i64(chunks[0]?.rows ?? 0),
    5: i64(chunks[0]?.offset ?? 0),
    6: i64(sum(({ bytes }) => bytes)),
  })
}

export function fileMetaData(
  columns: NamedType[],
  rows: number,
  groups: ThriftValue[],
  properties: Record<string, string>,
): ThriftValue {
  return struct({
    1: i32(formatVersion),
    2: list([struct({ 4: text('rows'), 5: i32(columns.length) }), ...columns.map(schemaElement)]),
    3: i64(rows),
    4: list(groups),
    5: list(Object.entries(properties).map(([key, value]) => struct({ 1: text(key), 2: text(value) }))),
    6: text('waybill'),
  })
}

/** What a file says of itself, as JSON under the key `waybill`. */
export function propertiesOf(
  about: About,
  columns: FileColumn[],
  names: string[],
  rows: number,
): Record<string, string> {
  const { exportId, exportName, dataset, filters, timeZone, company, snapshotAt, requestedBy } = about
  const described = {
    ...{ export_id: exportId, export_name: exportName, dataset, filters, time_zone: timeZone, company },
    ...{ snapshot_at: snapshotAt, requested_by: requestedBy, rows },
    columns: columns.map(({ label, type, scale, masked }, index) => ({
      ...{ name: names[index], label, type, scale, masked },
    })),
  }
  return { waybill: JSON.stringify(described) }
}

function schemaElement({ name, type }: NamedType): ThriftValue {
  const { physical, length, converted, logical, scale } = type
  return struct({
    1: i32(physical),
    2: length === undefined ? undefined : i32(length),
    3: i32(optional),
    4: text(name),
    6: converted === undefined ? undefined : i32(converted),
    7: scale === undefined ? undefined : i32(scale),
    8: scale === undefined ? undefined : i32(decimalDigits),
    10: logical,
  })
}
