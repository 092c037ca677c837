import type { StoredDataset } from '#src/lib/context.ts'
import type { Dataset } from '../../definition/definition.ts'
import { quoted, reference, toColumn } from './columns.ts'
import { filtersFor } from './filters.ts'
import { type StoredDefinition, storedDefinition } from './schema.ts'

const built = new WeakMap<StoredDataset, Dataset>()

/** A company's own dataset as the same value as the built-in ones, so that nothing after it can tell them apart. */
export function buildDataset(stored: StoredDataset): Dataset {
  const known = built.get(stored)
  if (known) return known
  const dataset = datasetFrom(stored, storedDefinition.parse(stored.definition))
  built.set(stored, dataset)
  return dataset
}

/** The same of a definition that is not stored yet. */
export function datasetFrom(
  { key, version, sourceId, relationSchema, relationName, readers }: Omit<StoredDataset, 'definition'>,
  definition: StoredDefinition,
): Dataset {
  const { label, description, columns, row_key, default_sort } = definition
  const timeColumn = columns.find(({ kind }) => isTime(kind))
  return {
    ...{ key, label, description, readers },
    permission: 'datasets.own.read',
    canBeHandedOn: false,
    from: `${quoted(relationSchema)}.${quoted(relationName)} t`,
    primaryKey: row_key.length > 0 ? row_key.map(reference) : [contentsOf(columns)],
    columns: columns.map(toColumn),
    filters: filtersFor(columns, sortedBy(definition) ?? timeColumn),
    defaultSort: default_sort,
    source: { id: sourceId, relation: `${relationSchema}.${relationName}`, version },
  }
}

/** Where nothing identifies a row, all that it holds does: rows that are the same in everything may change places. */
function contentsOf(columns: StoredDefinition['columns']): string {
  const row = columns.map(({ name }) => reference(name)).join(', ')
  return `encode(sha256(convert_to(row(${row})::text, 'UTF8')), 'hex')`
}

/** The time that rows are sorted by is the one that people look for. */
function sortedBy({ columns, default_sort }: StoredDefinition) {
  const [first] = default_sort
  return columns.find(({ key, kind }) => key === first?.column && isTime(kind))
}

function isTime(kind: string): boolean {
  return kind === 'date' || kind === 'timestamp' || kind === 'local_timestamp'
}
