import * as z from 'zod'
import { confirmPassword } from '#src/lib/access/confirm-password.ts'
import type { Context } from '#src/lib/context.ts'
import { requireTimeZone } from '#src/lib/db/time-zones.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError, invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { changedMeanwhile, requireVersion } from '#src/lib/operation/version.ts'
import { isRaise } from '../limits/raise.ts'
import {
  findNames,
  insertLimit,
  type LimitRow,
  type LimitValues,
  lockLimit,
  updateLimit,
} from '../limits/repository.ts'
import { limitResource, setLimitInput } from '../limits/schema.ts'
import { describeLimits, tellAdmins } from '../limits/service.ts'

export const setLimit = defineCommand({
  name: 'spend.limits.set',
  summary:
    'Set what may be spent by the company, a person, a strategy, a category or a supplier in one currency. A change needs If-Match; raising a budget needs your password.',
  permission: 'trading.limits.update',
  input: setLimitInput,
  output: limitResource,
  async prepare({ context, input }) {
    if (input.password === undefined) return { isConfirmed: false }
    await confirmPassword(context.principal, input.password, 'password')
    return { isConfirmed: true }
  },
  async run({ context, tx, input, prepared, audit }) {
    const current = await lockLimit(tx, { ...input, subject: input.subject })
    const values = await valuesOf(tx, context, input, current)
    if (current) requireKnown(context, current)
    const raises = isRaise(current, values)
    if (raises && !prepared.isConfirmed) throw unconfirmed(context)
    const row = current ? await updateLimit(tx, current.id, values) : await insertLimit(tx, values)
    if (!row) throw changedMeanwhile()
    await audit({
      action: current ? 'budget.changed' : 'budget.set',
      subjectType: 'budget',
      subjectId: row.id,
      details: { scope: row.scope, currency: row.currency, is_raise: raises },
    })
    if (raises) {
      const { firstName, lastName } = context.principal
      await tellAdmins(tx, context, {
        about: { type: 'budget', id: row.id },
        kind: `raised_${row.version}`,
        subject: `A budget in ${row.currency} was raised`,
        body: `${firstName} ${lastName} raised what may be spent in ${row.currency}.`,
      })
    }
    return (await describeLimits(tx, [row]))[0]!
  },
})

async function valuesOf(
  tx: Tx,
  context: Context,
  input: z.output<typeof setLimitInput>,
  current: LimitRow | undefined,
): Promise<LimitValues> {
  const { scope, subject, currency } = input
  const timeZone = input.time_zone ?? current?.timeZone ?? context.principal.timeZone
  if ((scope === 'tenant') !== (subject === null))
    throw invalid(
      'subject',
      scope === 'tenant' ? 'must be left out for the whole company' : `is needed: which ${scope}`,
    )
  if (scope !== 'tenant' && scope !== 'category') await requireSubject(tx, scope, subject!)
  await requireTimeZone(tx, timeZone, 'time_zone')
  if (input.total_cap !== null && input.reserve_amount > input.total_cap)
    throw invalid('reserve_amount', `must be at most the total cap of ${input.total_cap}`)
  return {
    ...{ tenantId: context.principal.tenantId, scope, subject, currency, timeZone },
    perTransactionCap: input.per_transaction_cap,
    dailyCap: input.daily_cap,
    weeklyCap: input.weekly_cap,
    monthlyCap: input.monthly_cap,
    totalCap: input.total_cap,
    reserveAmount: input.reserve_amount,
    emergencyThreshold: input.emergency_threshold,
    approveOver: input.approve_over,
    alertAt: input.alert_at,
    weekStartsOn: input.week_starts_on ?? current?.weekStartsOn ?? 1,
    isActive: true,
    changedBy: context.principal.userId,
  }
}

async function requireSubject(tx: Tx, scope: string, subject: string): Promise<void> {
  const isKnown = z.uuid().safeParse(subject).success && (await findNames(tx, [subject])).has(subject)
  if (!isKnown) throw invalid('subject', `must be the ID of a ${scope} of your company`)
}

/** A change of an active limit says which version it was made from. */
function requireKnown(context: Context, current: LimitRow): void {
  if (current.isActive && context.ifMatch === undefined)
    throw new AppError(
      'precondition_required',
      'This limit exists already. Send If-Match with its version, so that nobody else’s change is lost.',
      { facts: { version: current.version } },
    )
  requireVersion(context, current.version)
}

function unconfirmed({ principal }: Context): AppError {
  if (principal.apiKeyId)
    return new AppError('forbidden', 'An API key cannot raise a budget. Sign in to the console instead.')
  return invalid('password', 'is needed to raise a budget')
}
