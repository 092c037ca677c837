import { functions, type Given, needs, together } from './functions.ts'
import { ExpressionError, type Node, parseExpression } from './parse.ts'
import { type Kind, mostPlaces, quotientPlaces, type Typed } from './typed.ts'

/** A column of a dataset as one person gets it. */
export interface UsableColumn {
  key: string
  /** A ColumnType; forms know it as a word. */
  type: string
  scale?: number
  masked: boolean
}

export interface Checked extends Typed {
  /** Keys of the columns that it is made from. */
  uses: string[]
}

/** The expression with its type, over the columns that its person may see. Throws ExpressionError. */
export function checkExpression(text: string, columns: readonly UsableColumn[]): Checked {
  const uses = new Set<string>()
  const typed = typeOf(parseExpression(text), new Map(columns.map((column) => [column.key, column])), uses)
  if (typed.kind === 'boolean')
    throw new ExpressionError(1, 'This is a condition; use if(condition, then, otherwise)')
  return { ...typed, uses: [...uses] }
}

/** Keys of the columns that an expression names; none where it cannot be read. */
export function namesIn(text: string): string[] {
  const names = (node: Node): string[] => {
    if (node.is === 'name') return [node.name]
    if (node.is === 'negative') return names(node.of)
    if (node.is === 'operation') return [...names(node.left), ...names(node.right)]
    return node.is === 'call' ? node.given.flatMap(names) : []
  }
  try {
    return [...new Set(names(parseExpression(text)))]
  } catch (error) {
    if (error instanceof ExpressionError) return []
    throw error
  }
}

const kinds: Record<string, Kind | undefined> = {
  ...{ text: 'text', date: 'date', timestamp: 'timestamp', boolean: 'boolean' },
  ...{ integer: 'number', decimal: 'number', money: 'number' },
}

function typeOf(node: Node, columns: Map<string, UsableColumn>, uses: Set<string>): Given {
  const { at } = node
  const part = (one: Node) => typeOf(one, columns, uses)
  switch (node.is) {
    case 'number': {
      const scale = node.text.split('.')[1]?.length ?? 0
      if (scale > mostPlaces)
        throw new ExpressionError(at, `This number has more than ${mostPlaces} decimal places`)
      const sql: Typed['sql'] = (_, param) => `${param(node.text)}::numeric`
      return { at, kind: 'number', scale, constant: node.text, sql }
    }
    case 'text':
      return { at, kind: 'text', scale: 0, sql: (_, param) => `${param(node.text)}::text` }
    case 'name':
      return { at, ...columnOf(at, node.name, columns, uses) }
    case 'negative': {
      const of = part(node.of)
      needs(of, ['number'])
      return { at, kind: 'number', scale: of.scale, sql: (...given) => `(- ${of.sql(...given)})` }
    }
    case 'operation':
      return { at, ...operationOf(node.operator, part(node.left), part(node.right)) }
    case 'call': {
      const rule = Object.hasOwn(functions, node.name) ? functions[node.name] : undefined
      if (!rule)
        throw new ExpressionError(at, `There is no ${node.name}; use ${Object.keys(functions).join(', ')}`)
      if (node.given.length < rule.least || node.given.length > rule.most)
        throw new ExpressionError(at, `Write it as ${rule.usage}`)
      return { at, ...rule.type(node.given.map(part)) }
    }
  }
}

function columnOf(at: number, name: string, columns: Map<string, UsableColumn>, uses: Set<string>): Typed {
  const column = columns.get(name)
  const usable = [...columns.values()].filter(({ type, masked }) => kinds[type] && !masked)
  if (!column) {
    const all = usable.map(({ key }) => key).join(', ')
    throw new ExpressionError(at, `There is no column ${name}; use ${all}`)
  }
  if (column.masked)
    throw new ExpressionError(at, `${name} is masked for your role, so nothing can be computed from it`)
  const kind = kinds[column.type]
  if (!kind) throw new ExpressionError(at, `${name} is JSON, which nothing can be computed from`)
  uses.add(name)
  const scale = column.type === 'integer' ? 0 : (column.scale ?? mostPlaces)
  // IDs, choices and the like are texts in files and other types in the database, with orders of their own.
  const cast = kind === 'number' ? '::numeric' : kind === 'text' ? '::text collate "default"' : ''
  return { kind, scale: kind === 'number' ? scale : 0, sql: (sqlOf) => `(${sqlOf(name)})${cast}` }
}

function operationOf(operator: string, left: Given, right: Given): Typed {
  const sql = (written: (left: string, right: string) => string): Typed['sql'] => {
    return (...at) => `(${written(left.sql(...at), right.sql(...at))})`
  }
  if (!'+-*/'.includes(operator)) {
    together([left, right])
    return { kind: 'boolean', scale: 0, sql: sql((one, other) => `${one} ${operator} ${other}`) }
  }
  needs(left, ['number'])
  needs(right, ['number'])
  const larger = Math.max(left.scale, right.scale)
  if (operator === '/') {
    // Nothing divided by zero is a number; a failed file would tell less.
    const quotient = sql((one, other) => `${one} / nullif(${other}, 0)`)
    return { kind: 'number', scale: Math.max(larger, quotientPlaces), sql: quotient }
  }
  const scale = operator === '*' ? Math.min(left.scale + right.scale, mostPlaces) : larger
  return { kind: 'number', scale, sql: sql((one, other) => `${one} ${operator} ${other}`) }
}
