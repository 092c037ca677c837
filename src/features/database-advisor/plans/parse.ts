import { parse } from 'libpg-query'

/** A node of PostgreSQL's parse tree: one key that names it, and what belongs to it. */
export type Tree = { [key: string]: unknown }

const plannable = ['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt']

/** The one statement of a text that has a plan; undefined for anything else, so that nothing else is ever sent. */
export async function parsePlannable(text: string): Promise<Tree | undefined> {
  const parsed = await parse(text).catch(() => undefined)
  const statements = (parsed?.stmts ?? []) as { stmt: Tree }[]
  const [only] = statements
  if (statements.length !== 1 || !only) return undefined
  return plannable.includes(Object.keys(only.stmt)[0]!) ? only.stmt : undefined
}
