/** An expression as it was written; `at` is the place of its first character, from 1 on. */
export type Node = { at: number } & (
  | { is: 'number'; text: string }
  | { is: 'text'; text: string }
  | { is: 'name'; name: string }
  | { is: 'call'; name: string; given: Node[] }
  | { is: 'negative'; of: Node }
  | { is: 'operation'; operator: string; left: Node; right: Node }
)

/** What is wrong with an expression, and where. */
export class ExpressionError extends Error {
  readonly at: number

  constructor(at: number, message: string) {
    super(message)
    this.at = at
  }
}

const longest = 1_000
const deepest = 40
const comparisons = ['=', '<>', '<=', '>=', '<', '>']
const token = /\s*(?:(\d+(?:\.\d+)?)|'((?:[^']|'')*)'|([a-z_][a-z0-9_]*)|(<>|<=|>=|[-+*/(),=<>]))/iy

interface Token {
  at: number
  kind: 'number' | 'text' | 'name' | 'sign' | 'end'
  text: string
}

/** Reads an expression such as `round(price * quantity, 2)`. Throws ExpressionError. */
export function parseExpression(text: string): Node {
  if (text.length > longest)
    throw new ExpressionError(longest, `An expression may have at most ${longest} characters`)
  const tokens = new Tokens(text)
  const node = comparison(tokens, 0)
  tokens.expect('end', 'Expected an operator or the end')
  return node
}

function comparison(tokens: Tokens, depth: number): Node {
  const left = sum(tokens, depth)
  const operator = tokens.takeSign(comparisons)
  return operator ? operation(operator, left, sum(tokens, depth)) : left
}

function sum(tokens: Tokens, depth: number): Node {
  let node = product(tokens, depth)
  for (let sign = tokens.takeSign(['+', '-']); sign; sign = tokens.takeSign(['+', '-']))
    node = operation(sign, node, product(tokens, depth))
  return node
}

function product(tokens: Tokens, depth: number): Node {
  let node = factor(tokens, depth)
  for (let sign = tokens.takeSign(['*', '/']); sign; sign = tokens.takeSign(['*', '/']))
    node = operation(sign, node, factor(tokens, depth))
  return node
}

function factor(tokens: Tokens, depth: number): Node {
  const { at, kind, text } = tokens.next
  if (depth > deepest) throw new ExpressionError(at, 'Parentheses are nested too deeply')
  if (tokens.takeSign(['-'])) return { at, is: 'negative', of: factor(tokens, depth + 1) }
  if (tokens.takeSign(['('])) {
    const inner = comparison(tokens, depth + 1)
    tokens.expect(')', 'Expected )')
    return inner
  }
  if (kind === 'sign' || kind === 'end')
    throw new ExpressionError(at, "Expected a column, a number, a 'text' or a function")
  tokens.advance()
  if (kind !== 'name') return { at, is: kind, text }
  return tokens.takeSign(['('])
    ? { at, is: 'call', name: text.toLowerCase(), given: list(tokens, depth + 1) }
    : { at, is: 'name', name: text }
}

function list(tokens: Tokens, depth: number): Node[] {
  if (tokens.takeSign([')'])) return []
  const given = [comparison(tokens, depth)]
  while (tokens.takeSign([','])) given.push(comparison(tokens, depth))
  tokens.expect(')', 'Expected , or )')
  return given
}

function operation(operator: string, left: Node, right: Node): Node {
  return { at: left.at, is: 'operation', operator, left, right }
}

class Tokens {
  readonly #text: string
  #end = 0
  next: Token

  constructor(text: string) {
    this.#text = text
    this.next = this.#read()
  }

  advance(): void {
    this.next = this.#read()
  }

  takeSign(signs: readonly string[]): string | undefined {
    const { kind, text } = this.next
    if (kind !== 'sign' || !signs.includes(text)) return undefined
    this.advance()
    return text
  }

  expect(what: ')' | 'end', message: string): void {
    if (what === 'end' ? this.next.kind !== 'end' : !this.takeSign([what]))
      throw new ExpressionError(this.next.at, message)
  }

  #read(): Token {
    const rest = this.#text.slice(this.#end)
    const at = this.#end + rest.length - rest.trimStart().length + 1
    if (rest.trim() === '') return { at, kind: 'end', text: '' }
    token.lastIndex = this.#end
    const found = token.exec(this.#text)
    if (!found) throw new ExpressionError(at, `Unexpected character ${rest.trimStart()[0]}`)
    this.#end = token.lastIndex
    const [, number, quoted, name, sign] = found
    if (number !== undefined) return { at, kind: 'number', text: number }
    if (quoted !== undefined) return { at, kind: 'text', text: quoted.replaceAll("''", "'") }
    return name === undefined ? { at, kind: 'sign', text: sign! } : { at, kind: 'name', text: name }
  }
}
