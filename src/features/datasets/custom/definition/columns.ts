import type { ColumnType } from '#src/encoding/rows/column.ts'
import type { DatasetColumn } from '../../definition/definition.ts'
import type { Audience, ColumnKind, StoredColumn } from './schema.ts'

/** How values of each kind are typed in files. A timestamp without a zone is no instant, so it stays as it is. */
const typeOf: Record<ColumnKind, ColumnType> = {
  integer: 'integer',
  decimal: 'decimal',
  float: 'decimal',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamp',
  local_timestamp: 'text',
  text: 'text',
  choice: 'text',
  json: 'json',
  array: 'json',
  bytes: 'text',
  other: 'text',
}

const hiddenFrom: Record<Audience, DatasetColumn['sensitive']> = {
  everyone: undefined,
  masked: { super_admin: 'shown', admin: 'shown', manager: 'masked', viewer: 'masked' },
  admins: { super_admin: 'shown', admin: 'shown' },
}

export function fileType(kind: ColumnKind): ColumnType {
  return typeOf[kind]
}

export function toColumn(column: StoredColumn): DatasetColumn {
  const { key, label, kind, scale, shown } = column
  const sensitive = hiddenFrom[shown]
  return {
    ...{ key, label, type: typeOf[kind], sql: expressionOf(column) },
    ...(scale === undefined ? {} : { scale }),
    // Sums of binary fractions depend on the order in which they are added.
    ...(kind === 'float' ? { addsUp: false } : {}),
    ...(sensitive ? { sensitive } : {}),
  }
}

/** A column of the relation, or of one that a foreign key leads to. */
export function reference({ name, via }: Pick<StoredColumn, 'name' | 'via'>): string {
  return `${aliasOf(via)}.${quoted(name)}`
}

/** A foreign key that is itself named t is never offered. */
export function aliasOf(via: string | undefined): string {
  return via === undefined ? 't' : quoted(via)
}

/** A name as SQL has it, whatever characters are in it. With a dollar sign it could pass for a placeholder. */
export function quoted(name: string): string {
  const plain = name.replaceAll('"', '""')
  return name.includes('$') ? `U&"${plain.replaceAll('\\', '\\\\').replaceAll('$', '\\0024')}"` : `"${plain}"`
}

/** The value as files have it. */
function expressionOf(stored: StoredColumn): string {
  const column = reference(stored)
  switch (stored.kind) {
    case 'array':
      return `to_json(${column})`
    case 'bytes':
      return `replace(encode(${column}, 'base64'), chr(10), '')`
    case 'other':
      return `(${column})::text`
    default:
      return column
  }
}
