import { toDecimal, toMinorUnits } from '#src/features/spend/decimals.ts'
import { type Field, isNumberField, type Node, type Operator } from '../../strategies/rules.ts'
import { moneyFields } from '../../strategies/words.ts'

/** A condition while it is typed. */
export interface DraftCondition {
  key: string
  field: Field
  op: Operator
  value: string
}

export interface DraftGroup {
  key: string
  match: 'all' | 'any' | 'not'
  of: DraftNode[]
}

export type DraftNode = DraftCondition | DraftGroup

/** How deep groups may lie in each other. */
export const deepest = 3

/** Unique in one form; the server and the browser need not agree on it. */
const newKey = () => globalThis.crypto.randomUUID()

export function newCondition(): DraftCondition {
  return { key: newKey(), field: 'days_to_run_out', op: 'lte', value: '' }
}

export function newGroup(): DraftGroup {
  return { key: newKey(), match: 'any', of: [newCondition()] }
}

export const textOperators: Operator[] = ['eq', 'ne', 'in']
export const numberOperators: Operator[] = ['lt', 'lte', 'gt', 'gte', 'eq', 'ne']

/** The condition about another field: what cannot be said of it falls back to the first that can. */
export function withField(draft: DraftCondition, field: Field): DraftCondition {
  const allowed = isNumberField(field) ? numberOperators : textOperators
  return { ...draft, field, op: allowed.includes(draft.op) ? draft.op : allowed[0]!, value: '' }
}

export function toDraft(node: Node, currency: string): DraftNode {
  if ('of' in node)
    return { key: newKey(), match: node.match, of: node.of.map((child) => toDraft(child, currency)) }
  const { field, op, value } = node
  const isMoney = moneyFields.includes(field) && typeof value === 'number'
  return { key: newKey(), field, op, value: isMoney ? toDecimal(value, currency) : [value].flat().join(', ') }
}

/** The tree that was typed, and what is wrong with it by the keys of its conditions. */
export function fromDraft(
  draft: DraftNode,
  currency: string,
  errors: Map<string, string> = new Map(),
): { node: Node; errors: Map<string, string> } {
  if ('of' in draft) {
    const of = draft.of.map((child) => fromDraft(child, currency, errors).node)
    return { node: { match: draft.match, of }, errors }
  }
  const { key, field, op, value } = draft
  const text = value.trim()
  if (!isNumberField(field)) {
    if (!text) errors.set(key, 'Enter a value')
    const list = text.split(',').map((part) => part.trim())
    return { node: { field, op, value: op === 'in' ? list.filter(Boolean) : text }, errors }
  }
  const number = moneyFields.includes(field) ? moneyOf(text, currency) : Number(text.replace(',', '.'))
  if (!text || number === undefined || Number.isNaN(number)) errors.set(key, 'Enter a number')
  return { node: { field, op, value: number ?? 0 }, errors }
}

/** A score may be below nothing. */
function moneyOf(text: string, currency: string): number | undefined {
  const amount = toMinorUnits(text.replace(/^-/, ''), currency)
  return amount !== undefined && text.startsWith('-') ? -amount : amount
}
