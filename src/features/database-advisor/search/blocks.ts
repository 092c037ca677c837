import type { Tree } from '../plans/parse.ts'

/** What one SELECT, UPDATE or DELETE does with the columns of one of its tables. */
export interface TableUse {
  table: string
  /** Compared with a value: `=`, IN, IS NULL. */
  equal: Set<string>
  /** Compared with a column of another table. */
  joined: Set<string>
  /** Compared by order: `<`, BETWEEN. */
  ranged: Set<string>
  ordered: { column: string; descending: boolean }[]
  grouped: string[]
  /** Every column that it names. */
  named: Set<string>
  /** It reads all columns. */
  isWhole: boolean
}

/** The columns of each table. */
export type Catalog = Map<string, Set<string>>

/** The uses of tables in all parts of a statement. */
export function usesIn(statement: Tree, catalog: Catalog): TableUse[] {
  return blocksIn(statement).flatMap((block) => usesOf(block, catalog))
}

const blockKinds = ['SelectStmt', 'UpdateStmt', 'DeleteStmt']

function blocksIn(node: unknown): Tree[] {
  if (Array.isArray(node)) return node.flatMap(blocksIn)
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) => [
    ...(blockKinds.includes(key) || key === 'larg' || key === 'rarg' ? [value as Tree] : []),
    ...blocksIn(value),
  ])
}

function usesOf(block: Tree, catalog: Catalog): TableUse[] {
  const uses = new Map<string, TableUse>()
  const froms = [
    ...asList(block.fromClause),
    ...asList(block.usingClause),
    block.relation && { RangeVar: block.relation },
  ]
  const conditions: unknown[] = [block.whereClause]
  for (const from of froms) addTables(from, { uses, conditions, catalog })
  const find = (node: unknown) => resolve(node, uses, catalog)
  for (const condition of conditions) addCondition(condition, find)
  for (const item of asList(block.sortClause)) {
    const { node, sortby_dir } = (item as { SortBy: { node: unknown; sortby_dir: string } }).SortBy
    const found = find(node)
    found?.use.ordered.push({ column: found.column, descending: sortby_dir === 'SORTBY_DESC' })
  }
  for (const item of asList(block.groupClause)) {
    const found = find(item)
    found?.use.grouped.push(found.column)
  }
  addNamed(block, uses, find)
  return [...uses.values()]
}

const asList = (node: unknown): unknown[] => (Array.isArray(node) ? node : [])

interface Scope {
  uses: Map<string, TableUse>
  conditions: unknown[]
  catalog: Catalog
}

function addTables(from: unknown, scope: Scope): void {
  const { RangeVar: table, JoinExpr: join } = (from ?? {}) as { RangeVar?: Tree; JoinExpr?: Tree }
  if (join) {
    addTables(join.larg, scope)
    addTables(join.rarg, scope)
    scope.conditions.push(join.quals)
  }
  if (!table) return
  const name = table.relname as string
  const alias = ((table.alias as Tree | undefined)?.aliasname as string | undefined) ?? name
  if (!scope.catalog.has(name)) return
  scope.uses.set(alias, {
    ...{ table: name, equal: new Set(), joined: new Set(), ranged: new Set(), ordered: [], grouped: [] },
    ...{ named: new Set(), isWhole: false },
  })
}

interface Found {
  use: TableUse
  column: string
}
type Find = (node: unknown) => Found | undefined

/** The column that a reference means, cast or not; undefined for anything else. */
function resolve(node: unknown, uses: Map<string, TableUse>, catalog: Catalog): Found | undefined {
  const { ColumnRef: reference, TypeCast: cast } = (node ?? {}) as { ColumnRef?: Tree; TypeCast?: Tree }
  if (cast) return resolve(cast.arg, uses, catalog)
  const path = asList(reference?.fields).map((field) => (field as { String?: { sval: string } }).String?.sval)
  const column = path.at(-1)
  if (!reference || column === undefined) return undefined
  const candidates = path.length > 1 ? [uses.get(path.at(-2)!)] : [...uses.values()]
  const use = candidates.find((one) => one && catalog.get(one.table)!.has(column))
  return use && { use, column }
}

const rangeOperators = ['<', '<=', '>', '>=']

/** Walks a condition: everything under AND holds, and each arm of OR may be looked up alone. */
function addCondition(node: unknown, find: Find): void {
  const { BoolExpr, A_Expr, NullTest, SubLink } = (node ?? {}) as Record<string, Tree | undefined>
  if (BoolExpr && BoolExpr.boolop !== 'NOT_EXPR')
    for (const arm of asList(BoolExpr.args)) addCondition(arm, find)
  if (NullTest && NullTest.nulltesttype === 'IS_NULL') addTo(find(NullTest.arg), 'equal')
  // `sku in (select ...)` is joined as if the subquery were a table.
  if (SubLink?.subLinkType === 'ANY_SUBLINK') addTo(find(SubLink.testexpr), 'joined')
  if (!A_Expr) return
  const operator = (asList(A_Expr.name)[0] as { String?: { sval: string } } | undefined)?.String?.sval ?? ''
  const [left, right] = [find(A_Expr.lexpr), find(A_Expr.rexpr)]
  if (A_Expr.kind === 'AEXPR_BETWEEN' || rangeOperators.includes(operator)) {
    addTo(left, 'ranged')
    addTo(right, 'ranged')
  } else if (operator === '=') {
    const isJoin = left && right && left.use !== right.use
    addTo(left, isJoin ? 'joined' : 'equal')
    addTo(right, isJoin ? 'joined' : 'equal')
  }
}

function addTo(found: Found | undefined, how: 'equal' | 'joined' | 'ranged'): void {
  found?.use[how].add(found.column)
}

/** Notes every column that the block names, and whether it names all. */
function addNamed(node: unknown, uses: Map<string, TableUse>, find: Find): void {
  if (Array.isArray(node)) for (const item of node) addNamed(item, uses, find)
  if (Array.isArray(node) || typeof node !== 'object' || node === null) return
  for (const [key, value] of Object.entries(node)) {
    if (key !== 'ColumnRef') addNamed(value, uses, find)
    else if (JSON.stringify(value).includes('"A_Star"')) addWhole(value as Tree, uses)
    else {
      const found = find({ ColumnRef: value })
      found?.use.named.add(found.column)
    }
  }
}

function addWhole(reference: Tree, uses: Map<string, TableUse>): void {
  const [first] = asList(reference.fields) as { String?: { sval: string } }[]
  const named = first?.String?.sval
  for (const [alias, use] of uses) if (named === undefined || named === alias) use.isWhole = true
}
