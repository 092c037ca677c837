import { notFound } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { projectionOf } from '../limits/projection.ts'
import { findDays, findLimit, findRooms } from '../limits/repository.ts'
import { spendingInput, spendingResource } from '../limits/schema.ts'
import { onlyOwn } from '../owner.ts'

export const getSpending = defineQuery({
  name: 'spend.spending',
  summary: 'How a budget is used up in its current period, day by day, and where that leads.',
  permission: 'trading.read',
  input: spendingInput,
  output: spendingResource,
  async run({ context, tx, input }) {
    const limit = await findLimit(tx, input.limit_id)
    const own = onlyOwn(context.principal)
    if (!limit || (own && limit.scope === 'user' && limit.subject !== own)) throw notFound('limit')
    const room = (await findRooms(tx, [limit.id])).find(({ period }) => period === input.period)!
    const { cap, reserved, settled, starts_on, resets_at } = room
    const committed = reserved + settled
    return {
      ...{ limit_id: limit.id, period: input.period, currency: limit.currency, starts_on, resets_at },
      ...{ cap, reserved, settled, committed },
      room: cap === null ? null : Math.max(cap - committed, 0),
      projection: projectionOf(room, new Date()),
      days: await findDays(tx, limit, input.period),
    }
  },
})
