import { definePage } from '#src/lib/operation/operation.ts'
import { pageAt } from '#src/lib/operation/paging.ts'
import { countSources, findSources } from '../record/repository.ts'
import { toSource } from '../record/resource.ts'
import { listSourcesInput, source } from '../record/schema.ts'

export const listSources = definePage({
  name: 'sources.list',
  summary: 'Your own databases that Waybill reads, by name, each with its state.',
  permission: 'sources.read',
  input: listSourcesInput,
  item: source,
  async run({ tx, input }) {
    const total = await countSources(tx)
    const rows = await findSources(tx, input.limit, (input.page - 1) * input.limit)
    return { items: rows.map(toSource), pagination: pageAt(input, total) }
  },
})
