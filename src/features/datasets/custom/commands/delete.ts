import * as z from 'zod'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { requireVersion } from '#src/lib/operation/version.ts'
import { deleteCustom } from '../record/repository.ts'
import { byCustomKey } from '../record/schema.ts'
import { getCustom } from '../record/service.ts'

export const deleteDataset = defineCommand({
  name: 'datasets.delete',
  summary: 'Delete a dataset of your own. The table, and files that were made from it, stay as they are.',
  permission: 'sources.manage',
  input: byCustomKey,
  output: z.object({ key: z.string(), deleted: z.literal(true) }),
  async run({ context, tx, input, audit }) {
    const { id, key, version } = await getCustom(tx, input.key)
    requireVersion(context, version)
    await deleteCustom(tx, id)
    await audit({ action: 'dataset.deleted', subjectType: 'dataset', subjectId: id, details: { key } })
    return { key, deleted: true as const }
  },
})
