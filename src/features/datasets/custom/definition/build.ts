import type { StoredDataset } from '#src/lib/context.ts'
import type { Dataset } from '../../definition/definition.ts'
import { reference, toColumn } from './columns.ts'
import { filtersFor } from './filters.ts'
import { alwaysOf, fromOf } from './from.ts'
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
  stored: Omit<StoredDataset, 'definition'>,
  definition: StoredDefinition,
): Dataset {
  const { key, version, sourceId, relationSchema: schema, relationName: name, readers, vanished } = stored
  const { label, description, columns, row_key, default_sort, joins, fixed, seen } = definition
  const timeColumn = columns.find(({ kind }) => isTime(kind))
  const always = alwaysOf(fixed)
  return {
    ...{ key, label, description, readers },
    permission: 'datasets.own.read',
    canBeHandedOn: false,
    from: fromOf({ schema, name }, definition, always),
    primaryKey: row_key.length > 0 ? row_key.map((one) => reference({ name: one })) : [contentsOf(columns)],
    columns: columns.map(toColumn),
    filters: filtersFor(columns, sortedBy(definition) ?? timeColumn),
    defaultSort: default_sort,
    source: {
      ...{ id: sourceId, relation: `${schema}.${name}`, version, vanished },
      always: always.map(({ words }) => words),
      expects: { schema, name, joins, seen, key: row_key, columns: expectedOf(definition) },
    },
  }
}

function expectedOf({ columns, fixed }: StoredDefinition) {
  const ours = new Set(columns.filter(({ via }) => via === undefined).map(({ name }) => name))
  return [...columns, ...fixed.columns.filter(({ name }) => !ours.has(name))]
}

/** Where nothing identifies a row, all that it holds does: rows that are the same in everything may change places. */
function contentsOf(columns: StoredDefinition['columns']): string {
  const row = columns.map(reference).join(', ')
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
