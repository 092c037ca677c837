import ts from 'typescript'
import type { Diagnosis } from '../finding.ts'
import { nodesIn, placeOf, type Source } from './source.ts'

/** Functions whose first argument is SQL. */
const queryFunctions = new Set(['query', 'executeSql', 'execute', 'raw', 'unsafe'])

/** What puts a value into SQL in quotes of the right kind. */
const quoting = new Set(['escapeIdentifier', 'escapeLiteral'])

const reads = /^\s*(select\b[\s\S]*\bfrom|insert\s+into|update\s+\S+\s+set|delete\s+from)\b/i

/**
 * Tables, and statements about datasets, are put together from what the code itself defines, and every value of a
 * request becomes a placeholder there. The database advisor plans statements that ran already, and one SELECT of the
 * doors across tenants has its values written in by drizzle.
 */
const compilers = [
  'src/lib/db/schema/',
  'src/lib/db/transaction.ts',
  'src/features/datasets/rows/sql.ts',
  'src/features/datasets/definition/search.ts',
  'src/features/database-advisor/plans/',
  'src/features/database-advisor/what-if/',
]

/** No value may stand in the text of a statement: it travels beside it, as a parameter. */
export function checkSqlText(source: Source): Diagnosis[] {
  const files = source.files.filter(
    ({ fileName }) => !compilers.some((path) => fileName.includes(path)) && !/\.test\.tsx?$/.test(fileName),
  )
  const spliced = new Set(files.flatMap((file) => textsIn(file).flatMap((text) => splices(source, text))))
  return [...spliced].map((node) => ({
    type: 'database',
    ...placeOf(source, node),
    message: `${shortened(node.getText())} is spliced into the text of a statement.`,
    suggestion: 'Pass it as a parameter ($1), or quote a name with pg.escapeIdentifier().',
  }))
}

/** What is handed to query functions, and texts that read like a statement wherever they go. */
function textsIn(file: ts.SourceFile): ts.Expression[] {
  const found: ts.Expression[] = []
  for (const node of nodesIn(file)) {
    if (ts.isCallExpression(node) && queryFunctions.has(calledName(node.expression)) && node.arguments[0])
      found.push(textOf(node.arguments[0]))
    else if (
      ts.isTemplateExpression(node) &&
      !ts.isTaggedTemplateExpression(node.parent) &&
      readsLikeSql(node)
    )
      found.push(node)
    else if (isConcatenation(node) && !isConcatenation(node.parent) && readsLikeSql(node)) found.push(node)
  }
  return found
}

function calledName(expression: ts.Expression): string {
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text
  return ts.isIdentifier(expression) ? expression.text : ''
}

/** A statement may come as `{ text, values }`. */
function textOf(argument: ts.Expression): ts.Expression {
  if (!ts.isObjectLiteralExpression(argument)) return argument
  const text = argument.properties.find((one) => one.name?.getText() === 'text')
  return text && ts.isPropertyAssignment(text) ? text.initializer : argument
}

function readsLikeSql(node: ts.Node): boolean {
  return reads.test(node.getText().replace(/^[`'"]/, ''))
}

function isConcatenation(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken
}

/** The parts of a text that are neither constant nor quoted. */
function splices(source: Source, text: ts.Expression, depth = 0): ts.Node[] {
  const part = (node: ts.Expression) => (isHarmless(source, node, depth) ? [] : [node])
  if (ts.isParenthesizedExpression(text)) return splices(source, text.expression, depth)
  if (ts.isTemplateExpression(text)) return text.templateSpans.flatMap(({ expression }) => part(expression))
  if (isConcatenation(text)) return [...pieces(text.left), ...pieces(text.right)]
  if (ts.isConditionalExpression(text))
    return [text.whenTrue, text.whenFalse].flatMap((one) => splices(source, one, depth))
  const initial = depth < 5 ? initializerOf(source, text) : undefined
  return initial ? splices(source, initial, depth + 1) : joined(text)

  function pieces(side: ts.Expression): ts.Node[] {
    return isConcatenation(side) || ts.isTemplateExpression(side) ? splices(source, side, depth) : part(side)
  }
  /** `[...].join()`, `'...'.concat()`, `'...'.replace()`: strings that are put together by a method. */
  function joined(node: ts.Expression): ts.Node[] {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return []
    const { name, expression } = node.expression
    if (name.text === 'concat' || name.text === 'replace' || name.text === 'replaceAll')
      return node.arguments.flatMap(part)
    if (name.text === 'join' && ts.isArrayLiteralExpression(expression))
      return expression.elements.flatMap(part)
    return []
  }
}

function isHarmless(source: Source, node: ts.Expression, depth: number): boolean {
  if (isClosed(source.checker.getTypeAtLocation(node))) return true
  if (ts.isCallExpression(node)) {
    if (quoting.has(calledName(node.expression))) return true
    if (calledName(node.expression) === 'String')
      return node.arguments.every((given) => isClosed(source.checker.getTypeAtLocation(given)))
    return false
  }
  if (ts.isTemplateExpression(node) || isConcatenation(node) || ts.isConditionalExpression(node))
    return splices(source, node, depth + 1).length === 0
  if (isStatementWithValues(source, node)) return true
  const initial = depth < 5 ? initializerOf(source, node) : undefined
  return initial !== undefined && isHarmless(source, initial, depth + 1)
}

/** Numbers, booleans, and texts that the code itself lists. */
function isClosed(type: ts.Type): boolean {
  if (type.isUnion()) return type.types.every(isClosed)
  const closed =
    ts.TypeFlags.StringLiteral | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike | ts.TypeFlags.BigIntLike
  return (type.flags & closed) !== 0
}

/** What a constant was given, in whichever file. */
function initializerOf({ checker }: Source, node: ts.Expression): ts.Expression | undefined {
  if (!ts.isIdentifier(node)) return undefined
  const symbol = checker.getSymbolAtLocation(node)
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  const declaration = target?.valueDeclaration
  if (!declaration || !ts.isVariableDeclaration(declaration)) return undefined
  return ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const ? declaration.initializer : undefined
}

/** The text of a compiled statement, whose values stand beside it in the same object. */
function isStatementWithValues({ checker }: Source, node: ts.Expression): boolean {
  const holder = ts.isIdentifier(node) ? patternOf(checker, node) : undefined
  const object = ts.isPropertyAccessExpression(node) ? node.expression : holder
  if (!object) return false
  const type = checker.getTypeAtLocation(object)
  return type.getProperty('text') !== undefined && type.getProperty('values') !== undefined
}

function patternOf(checker: ts.TypeChecker, node: ts.Identifier): ts.Node | undefined {
  const declaration = checker.getSymbolAtLocation(node)?.valueDeclaration
  return declaration && ts.isBindingElement(declaration) ? declaration.parent : undefined
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
