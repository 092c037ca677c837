import type { CatalogColumn, CatalogRelation } from '#src/features/sources/catalogue/schema.ts'
import type { SortKey } from '../../definition/definition.ts'
import type { StoredColumn, StoredDefinition } from '../definition/schema.ts'
import { kindOf } from './kinds.ts'
import { audienceOf, isSecret, keysOf, labelOf, slug } from './names.ts'

/** Sorting more rows than these by a column that may have no index takes the source too long. */
const sortedRows = 1_000_000
const newest = /creat|order|date|time|_at$|_on$|updat|modif/i

/** Whether a column may be in a dataset at all. */
export function isOffered({ name, isReadable }: CatalogColumn): boolean {
  return isReadable && !isSecret(name)
}

/** The columns of a relation as datasets have them, before anybody has chosen among them. */
export function offeredColumns({ columns }: Pick<CatalogRelation, 'columns'>): StoredColumn[] {
  const offered = columns.filter(isOffered)
  const keys = keysOf(offered.map(({ name }) => name))
  return offered.map((column, index) => {
    const { name, number, type, comment, enumValues, isNullable: nullable } = column
    const kind = kindOf(column)
    const scale = scaleOf(column)
    return {
      ...{ name, key: keys[index]!, label: labelOf(name, comment), kind, type, number, nullable },
      shown: audienceOf(name),
      ...(scale === undefined ? {} : { scale }),
      ...(kind === 'choice' && enumValues ? { choices: enumValues } : {}),
    }
  })
}

/** Decimal places in files, where the type says how many. */
export function scaleOf(column: CatalogColumn): number | undefined {
  return kindOf(column) === 'decimal' && column.scale !== null ? Math.max(0, column.scale) : undefined
}

/** A whole definition, so that nobody has to type anything. Bytes are there for whoever asks for them. */
export function suggestDefinition(found: CatalogRelation): StoredDefinition {
  const { relation } = found
  const columns = offeredColumns(found).filter(({ kind }) => kind !== 'bytes')
  return {
    label: labelOf(relation.name, null).slice(0, 80),
    description:
      relation.comment
        ?.replaceAll(/\p{Cc}+/gu, ' ')
        .trim()
        .slice(0, 300) || describe(found),
    columns,
    row_key: relation.key,
    default_sort: suggestSort(found, columns),
    ...{ joins: [], fixed: { columns: [], filters: {} } },
    seen: found.columns.map(({ name }) => name),
  }
}

export function suggestKey({ relation }: CatalogRelation): string {
  return `own_${slug(relation.name) || 'table'}`
}

function describe({ relation: { schema, name } }: CatalogRelation): string {
  return `Rows of ${schema}.${name}.`.replaceAll(/\p{Cc}+/gu, ' ')
}

/** The newest first; large tables in the order of their key, which has an index. */
function suggestSort({ relation }: CatalogRelation, columns: StoredColumn[]): SortKey[] {
  const open = columns.filter(({ shown }) => shown === 'everyone')
  const times = open.filter(
    ({ kind }) => kind === 'timestamp' || kind === 'date' || kind === 'local_timestamp',
  )
  const time = times.find(({ name }) => newest.test(name)) ?? times[0]
  if (time && (relation.estimated_rows ?? 0) <= sortedRows) return [{ column: time.key, direction: 'desc' }]
  const first = open.find(({ name }) => name === relation.key[0])
  return first && first.kind !== 'json' && first.kind !== 'array'
    ? [{ column: first.key, direction: 'asc' }]
    : []
}
