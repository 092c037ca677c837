import { readRelation } from '#src/features/sources/catalogue/service.ts'
import { AppError } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { countCustom, insertCustom } from '../record/repository.ts'
import { toCustomDataset } from '../record/resource.ts'
import { createDatasetInput, customDataset } from '../record/schema.ts'
import { keyTaken } from '../record/service.ts'
import { chooseDefinition } from '../suggestions/choose.ts'
import { suggestKey } from '../suggestions/suggest.ts'

/** Every request of a company reads which ones it has. */
const mostDatasets = 500

export const createDataset = defineCommand({
  name: 'datasets.create',
  summary: 'Make a dataset of a table or view of a source: name the table, and choose only what you want to.',
  permission: 'sources.manage',
  input: createDatasetInput,
  output: customDataset,
  async prepare({ context, input }) {
    const found = await readRelation(context.principal.tenantId, input.source_id, input)
    return { definition: chooseDefinition(found, input), key: input.key ?? suggestKey(found) }
  },
  async run({ context: { principal }, tx, input, prepared: { definition, key }, audit }) {
    if ((await countCustom(tx)) >= mostDatasets)
      throw new AppError('conflict', `You have ${mostDatasets} datasets of your own. Delete one first.`)
    const row = await insertCustom(tx, {
      ...{ key, definition, tenantId: principal.tenantId, createdBy: principal.userId },
      sourceId: input.source_id,
      relationSchema: input.schema,
      relationName: input.name,
      readers: input.readers ?? ['super_admin', 'admin'],
    })
    if (!row) throw keyTaken(key)
    await audit({
      action: 'dataset.created',
      subjectType: 'dataset',
      subjectId: row.id,
      details: {
        key,
        source_id: row.sourceId,
        relation: `${input.schema}.${input.name}`,
        readers: row.readers,
      },
    })
    return toCustomDataset(row)
  },
})
