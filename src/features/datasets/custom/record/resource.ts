import { fileType } from '../definition/columns.ts'
import { alwaysOf } from '../definition/from.ts'
import { type StoredColumn, type StoredDefinition, storedDefinition } from '../definition/schema.ts'
import type { CustomRow } from './repository.ts'
import type { CustomDataset } from './schema.ts'

export function toCustomDataset(row: CustomRow): CustomDataset {
  const self = `/api/v1/datasets/${row.key}`
  return {
    key: row.key,
    ...describeDefinition(storedDefinition.parse(row.definition)),
    source_id: row.sourceId,
    schema: row.relationSchema,
    name: row.relationName,
    readers: row.readers,
    state: row.state,
    reasons: row.reasons,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    version: row.version,
    links: { self, preview: `${self}/preview` },
  }
}

export function describeDefinition({ columns, fixed, ...rest }: StoredDefinition) {
  return {
    ...rest,
    columns: columns.map(describeColumn),
    fixed_filters: fixed.filters,
    fixed_in_words: alwaysOf(fixed).map(({ words }) => words),
  }
}

export function describeColumn({ name, via, key, label, type, kind, scale, shown }: StoredColumn) {
  return {
    ...{ name, key, label, kind, shown, source_type: type, type: fileType(kind) },
    ...(via === undefined ? {} : { via }),
    ...(scale === undefined ? {} : { scale }),
  }
}
