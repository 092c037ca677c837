import { fileType } from '../definition/columns.ts'
import { type StoredDefinition, storedDefinition } from '../definition/schema.ts'
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

export function describeDefinition({ columns, ...rest }: StoredDefinition) {
  return {
    ...rest,
    columns: columns.map(({ name, key, label, type, kind, scale, shown }) => ({
      ...{ name, key, label, kind, shown, source_type: type, type: fileType(kind) },
      ...(scale === undefined ? {} : { scale }),
    })),
  }
}
