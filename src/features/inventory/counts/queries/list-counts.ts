import { invalid } from '#src/lib/errors.ts'
import { definePage } from '#src/lib/operation/operation.ts'
import { pageOf, windowOf } from '../../paging.ts'
import { countCounts, findCounts } from '../repository.ts'
import { toCount } from '../resource.ts'
import { countResource, listCountsInput } from '../schema.ts'

export const listCounts = definePage({
  name: 'inventory.counts.list',
  summary: 'Counts, the newest first.',
  permission: 'inventory.read',
  input: listCountsInput,
  item: countResource,
  async run({ context, tx, input }) {
    const { after, ...window } = windowOf(input)
    if (after && !/^\d{1,9}$/.test(after.value)) throw invalid('cursor', 'must be a next_cursor of this list')
    const filter = { status: input.status, locationId: input.location_id }
    const found = await findCounts(tx, filter, { ...window, after: after && Number(after.value) })
    const { rows, pagination } = pageOf(input, found, await countCounts(tx, filter), ({ number, id }) => {
      return { value: String(number), id }
    })
    return { items: rows.map((row) => toCount(context.principal, row)), pagination }
  },
})
