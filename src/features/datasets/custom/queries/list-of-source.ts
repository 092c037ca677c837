import * as z from 'zod'
import { bySourceId } from '#src/features/sources/record/schema.ts'
import { getSourceRow } from '#src/features/sources/record/service.ts'
import { definePage } from '#src/lib/operation/operation.ts'
import { pageAt } from '#src/lib/operation/paging.ts'
import { countOfSource, findOfSource } from '../record/repository.ts'
import { toCustomDataset } from '../record/resource.ts'
import { customDataset } from '../record/schema.ts'

export const listDatasetsOfSource = definePage({
  name: 'sources.datasets',
  summary: 'The datasets that were made of a source’s tables, by key, each with whether it still fits.',
  permission: 'sources.read',
  input: bySourceId.extend({
    page: z.coerce.number().int().min(1).max(100_000).default(1),
    limit: z.coerce.number().int().min(1).max(100).default(100),
  }),
  item: customDataset,
  async run({ tx, input: { id, page, limit } }) {
    await getSourceRow(tx, id)
    const total = await countOfSource(tx, id)
    const rows = await findOfSource(tx, id, limit, (page - 1) * limit)
    return { items: rows.map(toCustomDataset), pagination: pageAt({ page, limit }, total) }
  },
})
