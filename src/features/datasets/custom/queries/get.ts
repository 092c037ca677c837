import { defineQuery } from '#src/lib/operation/operation.ts'
import { toCustomDataset } from '../record/resource.ts'
import { byCustomKey, customDataset } from '../record/schema.ts'
import { getCustom } from '../record/service.ts'

export const getDataset = defineQuery({
  name: 'datasets.get',
  summary: 'A dataset of your own: what it reads, its columns, and who may read it.',
  permission: 'sources.read',
  input: byCustomKey,
  output: customDataset,
  run: async ({ tx, input }) => toCustomDataset(await getCustom(tx, input.key)),
})
