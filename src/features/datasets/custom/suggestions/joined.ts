import type { CatalogRelation, ForeignKey } from '#src/features/sources/catalogue/schema.ts'
import type { StoredColumn, StoredJoin } from '../definition/schema.ts'
import { labelOf, slug } from './names.ts'
import { offeredColumns } from './suggest.ts'

const naming = /(^|_)(name|title|label|code|number|no)$/

/** What a foreign key brings, one column after the other; each may be empty, where the key leads nowhere. */
export function joinedColumns(key: ForeignKey): StoredColumn[] {
  const about = subjectOf(key)
  return offeredColumns({ columns: key.offered }).map((column) => ({
    ...column,
    via: key.name,
    key: `${slug(about) || 'joined'}_${column.key}`.slice(0, 60),
    label: `${labelOf(about, null)}: ${column.label}`.slice(0, 100),
    nullable: true,
  }))
}

/** The columns by which people know a row of the other relation. */
export function labelColumns(key: ForeignKey): string[] {
  const texts = offeredColumns({ columns: key.offered }).filter(({ kind }) => kind === 'text')
  const named = texts.filter(({ name }) => naming.test(name))
  return (named.length > 0 ? named : texts.slice(0, 1)).map(({ name }) => name)
}

/** The foreign keys that some of these columns come over. */
export function joinsOf({ foreignKeys }: CatalogRelation, columns: StoredColumn[]): StoredJoin[] {
  return foreignKeys
    .filter(({ name }) => columns.some(({ via }) => via === name))
    .map(({ name, columns, references, schema, relation, isPlain }) => ({
      ...{ name, columns, references, schema, relation, isPlain },
    }))
}

/** customer_id is about a customer; of several columns the other relation's name tells more. */
function subjectOf({ columns, relation }: ForeignKey): string {
  const [first = '', ...more] = columns
  return more.length > 0 ? relation : first.replace(/_?id$/i, '') || relation
}
