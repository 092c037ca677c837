import { toDecimal } from '#src/features/spend/decimals.ts'
import type { Choice } from './choice.ts'
import type { Condition, Field, Operator } from './rules.ts'

export const fieldLabels: Record<Field, string> = {
  score: 'Score',
  days_to_run_out: 'Days until it runs out',
  price_change: 'Price change in %',
  lateness_risk: 'Late deliveries in %',
  amount: 'Amount',
  quantity: 'Quantity',
  lead_time_days: 'Lead time in days',
  supplier_rating: 'Supplier rating',
  kind: 'Kind',
  method: 'Found by',
  supplier_tier: 'Supplier tier',
  abc_class: 'ABC class',
  category: 'Category',
  supplier_id: 'Supplier',
  instrument_id: 'Item',
}

export const operatorLabels: Record<Operator, string> = {
  lt: 'is less than',
  lte: 'is at most',
  gt: 'is more than',
  gte: 'is at least',
  eq: 'is',
  ne: 'is not',
  in: 'is one of',
}

/** Fields whose values are amounts of money. */
export const moneyFields: readonly Field[] = ['amount', 'score']

/** A condition as a sentence. */
export function sentenceOf({ field, op, value }: Condition, currency: string): string {
  const said =
    moneyFields.includes(field) && typeof value === 'number'
      ? `${toDecimal(value, currency)} ${currency}`
      : [value].flat().join(', ')
  return `${fieldLabels[field]} ${operatorLabels[op]} ${said}`
}

export const choiceWords: Record<Choice['code'], string> = {
  chosen: 'The rules choose it.',
  over_limit: 'The rules choose it, but its amount is for a person to decide.',
  currency: 'It is priced in another currency.',
  no_match: 'The conditions do not hold.',
  unknown: 'A condition is about something that is not known.',
  cooldown: 'The same thing was bought a short time ago.',
  most: 'Enough others were chosen before it.',
  max_open: 'The strategy has as many open trades as it may have.',
}
