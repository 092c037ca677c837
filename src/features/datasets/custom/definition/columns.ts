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

export function toColumn({ name, key, label, kind, scale, shown }: StoredColumn): DatasetColumn {
  const sensitive = hiddenFrom[shown]
  return {
    ...{ key, label, type: typeOf[kind], sql: expressionOf(name, kind) },
    ...(scale === undefined ? {} : { scale }),
    // Sums of binary fractions depend on the order in which they are added.
    ...(kind === 'float' ? { addsUp: false } : {}),
    ...(sensitive ? { sensitive } : {}),
  }
}

/** A column of the relation. */
export function reference(name: string): string {
  return `t.${quoted(name)}`
}

/** A name as SQL has it, whatever characters are in it. With a dollar sign it could pass for a placeholder. */
export function quoted(name: string): string {
  const plain = name.replaceAll('"', '""')
  return name.includes('$') ? `U&"${plain.replaceAll('\\', '\\\\').replaceAll('$', '\\0024')}"` : `"${plain}"`
}

/** The value as files have it. */
function expressionOf(name: string, kind: ColumnKind): string {
  const column = reference(name)
  switch (kind) {
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
