import type { Tree } from '../plans/parse.ts'
import type { Candidate } from '../what-if/clone/service.ts'
import { distinctOf } from '../what-if/pages.ts'
import type { Column, Source } from '../what-if/source/repository.ts'
import { type Catalog, type TableUse, usesIn } from './blocks.ts'

/** Beside the tenant_id that every statement on such a table compares. */
const mostColumns = 3
const mostCandidates = 200

interface Key {
  column: string
  descending: boolean
}

/** A statement of the workload. */
export interface Statement {
  id: string
  text: string
  tree: Tree
  /** How much it matters: calls in the period that is looked at. */
  calls: number
}

/** Indexes that could serve the statements, those of the heaviest statements first. */
export function candidatesFor(
  statements: Statement[],
  weights: ReadonlyMap<string, number>,
  source: Source,
  existing: { table: string; columns: (string | null)[] }[],
): Candidate[] {
  const tables = source.relations.filter(({ kind, schema }) => kind === 'table' && schema === 'public')
  const rowsOf = new Map(tables.map(({ name, reltuples }) => [name, Math.max(0, reltuples)]))
  const catalog: Catalog = new Map(tables.map(({ name }) => [name, new Set<string>()]))
  const columns = new Map<string, Column>()
  for (const column of source.columns) {
    if (column.schema !== 'public') continue
    catalog.get(column.table)?.add(column.name)
    columns.set(`${column.table}.${column.name}`, column)
  }
  const selectivity = (table: string) => (column: string) =>
    distinctOf(columns.get(`${table}.${column}`)!, rowsOf.get(table) ?? 0)
  const found = new Map<string, { candidate: Candidate; weight: number }>()
  for (const { id, tree } of statements) {
    for (const use of usesIn(tree, catalog)) {
      const isOfTenants = source.tenantTables.includes(use.table)
      for (const keys of keysFor(use, selectivity(use.table), isOfTenants)) {
        const candidate = toCandidate(use.table, keys)
        if (isServed(candidate, existing)) continue
        const known = found.get(candidate.name)
        found.set(candidate.name, { candidate, weight: (known?.weight ?? 0) + (weights.get(id) ?? 0) })
      }
    }
  }
  return [...found.values()]
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, mostCandidates)
    .map(({ candidate }) => candidate)
}

/** Equality first, then a join, then one range or the order, then what lets the index answer alone. */
function keysFor(use: TableUse, distinct: (column: string) => number, isOfTenants: boolean): Key[][] {
  const free = (names: Iterable<string>) => [...names].filter((name) => !isOfTenants || name !== 'tenant_id')
  const up = (column: string): Key => ({ column, descending: false })
  const equal = free(use.equal).toSorted((a, b) => distinct(b) - distinct(a))
  const joined = free(use.joined)
  const ordered = use.ordered.filter(({ column }) => !isOfTenants || column !== 'tenant_id')
  const starts = unique([
    ...[[], equal.slice(0, mostColumns), ...equal.map((column) => [column]), ...pairs(equal)],
    ...joined.map((column) => [column]),
    ...joined.flatMap((column) =>
      equal.flatMap((other) => [
        [other, column],
        [column, other],
      ]),
    ),
  ])
  const ends = [
    ...[[] as Key[], forward(ordered), free(use.grouped).map(up)],
    ...free(use.ranged).map((column) => [up(column)]),
  ]
  const named = use.isWhole ? null : free(use.named)
  const lists = starts.flatMap((start) => {
    const keys = start.map(up)
    const whole = ends.map((end) => [...keys, ...end.filter(({ column }) => !start.includes(column))])
    return [...whole, ...(named ? whole.flatMap((list) => covering(list, named)) : [])]
  })
  const most = (list: Key[]) => list.length > 0 && list.length <= mostColumns
  return lists.filter(most).map((list) => (isOfTenants ? [up('tenant_id'), ...list] : list))
}

/** An index can be read backwards: only where directions differ do they matter. */
function forward(ordered: Key[]): Key[] {
  const isMixed = ordered.some(({ descending }) => descending !== ordered[0]!.descending)
  return isMixed ? ordered : ordered.map(({ column }) => ({ column, descending: false }))
}

/** With the other columns that are named, so that the table itself need not be read. */
function covering(list: Key[], named: string[]): Key[][] {
  const rest = named.filter((name) => !list.some(({ column }) => column === name))
  if (list.length === 0 || rest.length === 0) return []
  return [[...list, ...rest.map((column) => ({ column, descending: false }))]]
}

function pairs(names: string[]): string[][] {
  return names.flatMap((first, index) => names.slice(index + 1).map((second) => [first, second]))
}

function unique(lists: string[][]): string[][] {
  return [...new Map(lists.map((list) => [list.join(), list])).values()]
}

function toCandidate(table: string, keys: Key[]): Candidate {
  const columns = keys.map(({ column }) => column)
  const directions = keys.some(({ descending }) => descending)
    ? `_${keys.map(({ descending }) => (descending ? 'd' : 'a')).join('')}`
    : ''
  return {
    ...{ table, schema: 'public', columns },
    name: nameOf(`${table}_${columns.filter((column) => column !== 'tenant_id').join('_')}${directions}`),
    keys: keys.map(({ column, descending }) => `${quoted(column)}${descending ? ' desc' : ''}`),
  }
}

/** Long names keep their beginning and a number that tells them apart. */
function nameOf(text: string): string {
  const whole = `${text}_adv_idx`
  if (whole.length <= 63) return whole
  const hash = [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7).toString(36)
  return `${text.slice(0, 63 - hash.length - 9)}_${hash}_adv_idx`
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** Whether an index is there already that begins with these columns. */
function isServed(
  { table, columns }: Candidate,
  existing: { table: string; columns: (string | null)[] }[],
): boolean {
  return existing.some(
    (index) =>
      index.table === table && columns.every((column, position) => index.columns[position] === column),
  )
}
