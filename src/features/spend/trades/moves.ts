import type { tradeStatuses } from '#src/lib/db/schema/spend/trades.ts'
import { AppError, illegalTransition, invalid, notFound } from '#src/lib/errors.ts'
import type { Obstacle } from './repository.ts'

type Status = (typeof tradeStatuses)[number]

/** What people can do with a trade in each state; the database refuses everything else. */
const legal: Partial<Record<Status, string[]>> = {
  awaiting_approval: ['approved', 'rejected', 'cancelled'],
  reserved: ['cancelled', 'amended'],
  placed: ['settled', 'released', 'amended', 'cancelled until something is settled'],
  settled: ['credited'],
}

/** The error that tells what stood in the way of a move. */
export function refusedMove(
  { code, status, state, reserved = 0, settled = 0 }: Obstacle,
  isCredit: boolean,
): AppError {
  if (code === 'not_found') return notFound('trade')
  if (code === 'trading_halted')
    return new AppError('trading_halted', `Spending is ${state}. Nothing is approved until it is resumed.`)
  if (code === 'too_much') {
    const most = isCredit ? settled : reserved
    return invalid(
      'amount',
      `must be at most ${most}, which is what is ${isCredit ? 'owed' : 'held'}`,
      'too_big',
    )
  }
  return illegalTransition('trade', status!, legal[status as Status] ?? [])
}
