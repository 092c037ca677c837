import type { CatalogColumn } from '#src/features/sources/catalogue/schema.ts'
import type { ColumnKind } from '../definition/schema.ts'

const kindOfType: Record<string, ColumnKind> = {
  int2: 'integer',
  int4: 'integer',
  int8: 'integer',
  numeric: 'decimal',
  float4: 'float',
  float8: 'float',
  bool: 'boolean',
  date: 'date',
  timestamptz: 'timestamp',
  timestamp: 'local_timestamp',
  text: 'text',
  varchar: 'text',
  bpchar: 'text',
  name: 'text',
  citext: 'text',
  uuid: 'text',
  json: 'json',
  jsonb: 'json',
  bytea: 'bytes',
}

/** What a column is to us, from the type below its domains. */
export function kindOf({
  base,
  kind,
  isArray,
}: Pick<CatalogColumn, 'base' | 'kind' | 'isArray'>): ColumnKind {
  if (isArray) return 'array'
  if (kind === 'e') return 'choice'
  return (kind === 'b' && kindOfType[base]) || 'other'
}
