import type { Advice, ForeignKeyFacts, IndexFacts, IndexUse, Regression } from './repository.ts'

/** The days that an index must have been unused for. */
export const leastDays = 30
/** Below so many rows a scan of the table is as fast as any index. */
const leastRows = 1_000

/** The words that PostgreSQL takes for a name only in quotes, as pg_get_keywords() says. */
const reserved = new Set(
  `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column
concurrently constraint create cross current_catalog current_date current_role current_schema current_time
current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze from
full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime
localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references returning
right select session_user similar some symmetric system_user table tablesample then to trailing true union unique user
using variadic verbose when where window with`.split(/\s+/),
)

/** A name as SQL has it. */
export function quoted(name: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(name) && !reserved.has(name) ? name : `"${name.replaceAll('"', '""')}"`
}

const dropOf = (name: string) => `drop index concurrently if exists ${quoted(name)}`
const concurrently = (definition: string) =>
  definition.replace(/^CREATE (UNIQUE )?INDEX /, 'CREATE $1INDEX CONCURRENTLY ')

function dropping(kind: 'duplicate' | 'unused', index: IndexFacts, reason: string, evidence: object): Advice {
  return {
    ...{ kind, subject: index.table, indexName: index.name, statement: dropOf(index.name), reason },
    undoStatement: concurrently(index.definition),
    evidence: { definition: index.definition, ...evidence },
    ...{ basis: 'counters', gain: null, bytes: index.bytes, fingerprint: `${kind} ${index.name}` },
  }
}

const isNeeded = (index: IndexFacts) => index.isUnique || index.isConstraint || index.isReplicaIdentity

/** Indexes that another one of the same table replaces: it begins with the same keys, under the same condition. */
export function duplicates(indexes: IndexFacts[]): Advice[] {
  return indexes.flatMap((index) => {
    if (isNeeded(index) || !index.isValid) return []
    const other = indexes.find((candidate) => replaces(candidate, index))
    if (!other) return []
    const isSame = other.keys.length === index.keys.length
    const reason = isSame
      ? `${other.name} has the same columns, so that every write pays for both.`
      : `${other.name} begins with the same columns and serves the same reads.`
    return [dropping('duplicate', index, reason, { kept: other.name, kept_definition: other.definition })]
  })
}

function replaces(other: IndexFacts, index: IndexFacts): boolean {
  if (other.name === index.name || other.table !== index.table || !other.isValid) return false
  if (other.method !== index.method || other.predicate !== index.predicate) return false
  if (!index.keys.every((key, position) => other.keys[position] === key)) return false
  if (!index.included.every((name) => other.included.includes(name) || other.columns.includes(name)))
    return false
  if (other.keys.length > index.keys.length) return index.method === 'btree'
  // Of two that are the same the one that is needed stays, else the one with the smaller name.
  return isNeeded(other) || !index.included.length !== !other.included.length || other.name < index.name
}

/** Indexes that nothing read on any of at least 30 observed days. */
export function unused(
  indexes: IndexFacts[],
  uses: IndexUse[],
  replicas: string[],
  days = leastDays,
): Advice[] {
  const byName = new Map(uses.map((use) => [use.name, use]))
  const unseen =
    replicas.length > 0 ? ` What ${replicas.join(', ')} read is not seen here: look there first.` : ''
  return indexes.flatMap((index) => {
    const use = byName.get(index.name)
    if (isNeeded(index) || !index.isValid || !use || use.days < days || use.scans > 0) return []
    const reason = `Nothing has read it on ${use.days} observed days, and every write maintains it.${unseen}`
    return [dropping('unused', index, reason, { observed_days: use.days, unseen_replicas: replicas })]
  })
}

/** Foreign keys of larger tables whose columns begin no index: deleting what they point to scans the table. */
export function foreignKeysWithoutIndex(keys: ForeignKeyFacts[], indexes: IndexFacts[]): Advice[] {
  const advised = new Set<string>()
  return keys.flatMap(({ name, table, columns, referenced, rows }) => {
    const serves = ({ table: other, columns: leading, predicate, isValid, method }: IndexFacts) =>
      other === table &&
      predicate === null &&
      isValid &&
      method === 'btree' &&
      columns.every((column) => leading.slice(0, columns.length).includes(column))
    const indexName = `${table}_${columns.at(-1)}_fkey_idx`.slice(0, 63)
    if (rows < leastRows || indexes.some(serves) || advised.has(indexName)) return []
    advised.add(indexName)
    const list = columns.map(quoted).join(', ')
    return [
      {
        ...{ kind: 'foreign_key', subject: table, indexName, basis: 'rules', gain: null, bytes: null },
        statement: `create index concurrently ${quoted(indexName)} on ${quoted(table)} (${list})`,
        undoStatement: dropOf(indexName),
        reason: `The foreign key ${name} has no index. Deleting from ${referenced}, and joining by it, reads all of ${table}.`,
        evidence: { foreign_key: name, columns, referenced, rows },
        // Two tables may have foreign keys of the same name.
        fingerprint: `foreign_key ${table} ${name}`,
      } satisfies Advice,
    ]
  })
}

/** Indexes that a failed build left behind: no read uses them, every write maintains them. */
export function invalid(indexes: IndexFacts[]): Advice[] {
  return indexes
    .filter(({ isValid, isBeingBuilt, isConstraint }) => !isValid && !isBeingBuilt && !isConstraint)
    .map((index) => ({
      ...{ kind: 'invalid', subject: index.table, indexName: index.name, statement: dropOf(index.name) },
      undoStatement: concurrently(index.definition),
      reason: 'Its build failed or was cut off. No read uses it, and every write maintains it.',
      evidence: { definition: index.definition },
      ...{ basis: 'counters', gain: null, bytes: index.bytes, fingerprint: `invalid ${index.name}` },
    }))
}

/** Statements that take more than twice as long as they did in the last 14 days, and 1 % of all time or more. */
export function regressions(found: Regression[]): Advice[] {
  return found
    .filter(({ meanMs, medianMs, share }) => medianMs > 0 && meanMs > 2 * medianMs && share >= 0.01)
    .map(({ fingerprint, query, meanMs, medianMs, share }) => ({
      ...{ kind: 'regression', subject: query.replace(/\s+/g, ' ').slice(0, 200), indexName: null },
      ...{ statement: null, undoStatement: null, basis: 'counters', gain: null, bytes: null },
      reason: `It took ${meanMs.toFixed(1)} ms in the last day, ${(meanMs / medianMs).toFixed(1)} times its median of 14 days.`,
      evidence: { query: fingerprint, mean_ms: meanMs, median_ms: medianMs, share },
      fingerprint: `regression ${fingerprint}`,
    }))
}
