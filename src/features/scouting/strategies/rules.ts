/** What conditions can be about; amounts are minor units, risks and changes percent. */
export const numberFields = [
  'score',
  'days_to_run_out',
  'price_change',
  'lateness_risk',
  'amount',
  'quantity',
  'lead_time_days',
  'supplier_rating',
] as const

export const textFields = [
  'kind',
  'method',
  'supplier_tier',
  'abc_class',
  'category',
  'supplier_id',
  'instrument_id',
] as const

export const conditionFields = [...numberFields, ...textFields] as const

export const operators = ['lt', 'lte', 'gt', 'gte', 'eq', 'ne', 'in'] as const

export type NumberField = (typeof numberFields)[number]
export type TextField = (typeof textFields)[number]
export type Field = (typeof conditionFields)[number]
export type Operator = (typeof operators)[number]

/** What is known of an opportunity; null where nobody knows. */
export type Facts = Record<NumberField, number | null> & Record<TextField, string | null>

export interface Condition {
  field: Field
  op: Operator
  value: number | string | string[]
}

export type Node = Condition | { match: 'all' | 'any' | 'not'; of: Node[] }

/** Whether something holds; null where it rests on what nobody knows. */
export type Verdict = boolean | null

const numberOperators: readonly string[] = ['lt', 'lte', 'gt', 'gte', 'eq', 'ne']
const textOperators: readonly string[] = ['eq', 'ne', 'in']

export function isNumberField(field: Field): field is NumberField {
  return (numberFields as readonly string[]).includes(field)
}

/** What is wrong with a condition, or undefined. */
export function wrongCondition({
  field,
  op,
  value,
}: Condition): { path: string; message: string } | undefined {
  const allowed = isNumberField(field) ? numberOperators : textOperators
  if (!allowed.includes(op))
    return { path: 'op', message: `must be one of: ${allowed.join(', ')} for ${field}` }
  if (isNumberField(field))
    return typeof value === 'number' ? undefined : { path: 'value', message: `must be a number for ${field}` }
  if (op === 'in') return Array.isArray(value) ? undefined : { path: 'value', message: 'must be a list' }
  return typeof value === 'string' ? undefined : { path: 'value', message: `must be a text for ${field}` }
}

/**
 * Whether facts match a tree, in the logic of Kleene: what nobody knows decides nothing, also behind a `not`, so
 * that nothing is bought because of a missing fact.
 */
export function judge(node: Node, facts: Facts): Verdict {
  if (!('of' in node)) return judgeCondition(node, facts)
  const verdicts = node.of.map((child) => judge(child, facts))
  if (node.match === 'not') return negated(verdicts[0]!)
  const decisive = node.match === 'any'
  if (verdicts.includes(decisive)) return decisive
  return verdicts.includes(null) ? null : !decisive
}

function negated(verdict: Verdict): Verdict {
  return verdict === null ? null : !verdict
}

function judgeCondition({ field, op, value }: Condition, facts: Facts): Verdict {
  const known = facts[field]
  if (known === null) return null
  if (op === 'eq') return known === value
  if (op === 'ne') return known !== value
  if (op === 'in') return (value as string[]).includes(known as string)
  return comparisons[op](known as number, value as number)
}

const comparisons = {
  lt: (known: number, value: number) => known < value,
  lte: (known: number, value: number) => known <= value,
  gt: (known: number, value: number) => known > value,
  gte: (known: number, value: number) => known >= value,
}

/** Every condition of a tree, each once, with what it says of the facts. */
export function explain(node: Node, facts: Facts): { condition: Condition; holds: Verdict }[] {
  return 'of' in node
    ? node.of.flatMap((child) => explain(child, facts))
    : [{ condition: node, holds: judgeCondition(node, facts) }]
}
