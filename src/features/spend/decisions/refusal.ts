import { AppError, type FieldError } from '#src/lib/errors.ts'
import type { CheckResource, DecisionResource } from './schema.ts'

const names: Record<string, string> = {
  per_transaction: 'a single trade',
  daily: 'the day',
  weekly: 'the week',
  monthly: 'the month',
  total: 'the total',
}

const scopes: Record<string, string> = {
  tenant: 'the company',
  user: 'the person',
  category: 'the category',
  supplier: 'the supplier',
}

/** Whether a check that fails refuses a trade; the others make it wait for approval. */
export function isRefusal({ check }: CheckResource): boolean {
  return check !== 'approve_over' && check !== 'repeat'
}

/** A failed check in words, with its figures in minor units. */
export function sentenceOf(check: CheckResource, currency: string): string {
  const { state, room, cap, scope } = check
  if (check.check === 'state') return `spending is ${state}`
  if (check.check === 'budget') return `the company has no budget in ${currency}`
  if (check.check === 'trade') return `the trade is ${state?.replaceAll('_', ' ')}`
  if (check.check === 'repeat') return 'the same was bought within 24 hours'
  if (check.check === 'approve_over') return `more than ${cap} ${currency} needs approval`
  if (check.check === 'emergency')
    return `would pass the emergency threshold of ${cap} ${currency}, which stops all spending`
  return `the budget of ${scopes[scope]} for ${names[check.check]} has room for ${room} ${currency} of ${cap}`
}

const messages: Record<string, string> = {
  trading_halted: 'Spending is stopped. Nothing was bought.',
  no_budget: 'The company has no budget in this currency. Ask an admin to set one.',
  illegal_transition: 'This trade takes no more money. Only reserved and placed trades can be amended.',
  trade_refused: 'The budget has no room for this trade. Nothing was bought.',
}

/** The answer to a trade that was refused: one error for each check that it failed. */
export function refusalOf({ id, code, checks, amount, currency }: DecisionResource): AppError {
  const errors = checks
    .filter((check) => !check.passed && isRefusal(check))
    .map(
      (check): FieldError => ({
        path:
          check.check === 'state' || check.check === 'trade'
            ? 'state'
            : check.check === 'budget'
              ? 'currency'
              : 'amount',
        code: check.check,
        message: sentenceOf(check, currency),
      }),
    )
  const known = code as 'trade_refused' | 'trading_halted' | 'no_budget' | 'illegal_transition'
  return new AppError(known, messages[known]!, {
    errors,
    facts: { decision_id: id, amount, currency, checks },
  })
}
