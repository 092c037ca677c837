import { definePage } from '#src/lib/operation/operation.ts'
import { pageOf, windowOf } from '#src/lib/operation/paging.ts'
import { findVersions } from '../strategies/repository.ts'
import { toVersion } from '../strategies/resource.ts'
import { listVersionsInput, versionResource } from '../strategies/schema.ts'
import { getStrategyRow } from '../strategies/service.ts'

export const listStrategyVersions = definePage({
  name: 'scouting.strategies.versions',
  summary: 'What the rules of a strategy said from one change to the next, newest first.',
  permission: 'trading.read',
  input: listVersionsInput,
  item: versionResource,
  async run({ tx, input }) {
    await getStrategyRow(tx, input.id)
    const { rows, pagination } = pageOf(input, await findVersions(tx, input.id, windowOf(input)))
    return { items: rows.map(toVersion), pagination }
  },
})
