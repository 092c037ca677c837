import { definePage } from '#src/lib/operation/operation.ts'
import { pageOf, windowOf } from '#src/lib/operation/paging.ts'
import { findLimits } from '../limits/repository.ts'
import { limitResource, listLimitsInput } from '../limits/schema.ts'
import { describeLimits } from '../limits/service.ts'
import { onlyOwn } from '../owner.ts'

export const listLimits = definePage({
  name: 'spend.limits.list',
  summary: 'What may be spent, and how much of it is left until when.',
  permission: 'trading.read',
  input: listLimitsInput,
  item: limitResource,
  async run({ context, tx, input }) {
    const wanted = { currency: input.currency, ownUserId: onlyOwn(context.principal) }
    const { rows, pagination } = pageOf(input, await findLimits(tx, wanted, windowOf(input)))
    return { items: await describeLimits(tx, rows), pagination }
  },
})
