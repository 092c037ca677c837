import { AppError, type FieldError } from '#src/lib/errors.ts'
import { toDecimal } from '../decimals.ts'
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
  strategy: 'the strategy',
  category: 'the category',
  supplier: 'the supplier',
}

/** Whether a check that fails refuses a trade; the others make it wait for approval. */
export function isRefusal({ check }: CheckResource): boolean {
  return check !== 'approve_over' && check !== 'repeat'
}

/** A failed check in words that go on from the name of its field. */
function messageOf({ check, state, room = 0, cap = 0, scope }: CheckResource, currency: string): string {
  if (check === 'state' || check === 'trade') return `is ${state?.replaceAll('_', ' ')}`
  if (check === 'budget') return 'has no budget of the company'
  const most = `${toDecimal(cap, currency)} ${currency}`
  if (check === 'emergency') return `would pass the emergency threshold of ${most}, which stops all spending`
  const left = `${toDecimal(room, currency)} of ${most}`
  return `does not fit into the budget of ${scopes[scope]} for ${names[check]}: there is room for ${left}`
}

/** The field of the request, or of the answer, that a failed check is about. */
function pathOf({ check }: CheckResource): string {
  if (check === 'state' || check === 'trade') return 'state'
  return check === 'budget' ? 'currency' : 'amount'
}

/** A failed check as an error about the field that it is about. */
export function errorOf(check: CheckResource, currency: string): FieldError {
  return { path: pathOf(check), code: check.check, message: messageOf(check, currency) }
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
    .map((check) => errorOf(check, currency))
  const known = code as 'trade_refused' | 'trading_halted' | 'no_budget' | 'illegal_transition'
  return new AppError(known, messages[known]!, {
    errors,
    facts: { decision_id: id, amount, currency, checks },
  })
}
