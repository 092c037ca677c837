import { readRelation } from '#src/features/sources/catalogue/service.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { changedMeanwhile, requireVersion } from '#src/lib/operation/version.ts'
import { storedDefinition } from '../definition/schema.ts'
import { updateCustom } from '../record/repository.ts'
import { toCustomDataset } from '../record/resource.ts'
import { customDataset, updateDatasetInput } from '../record/schema.ts'
import { getCustom } from '../record/service.ts'
import { chooseDefinition } from '../suggestions/choose.ts'

export const updateDataset = defineCommand({
  name: 'datasets.update',
  summary:
    'Change a dataset of your own; what is left out stays as it is. Types are read from the table again.',
  permission: 'sources.manage',
  input: updateDatasetInput,
  output: customDataset,
  async prepare({ context: { principal }, input }) {
    const row = await transaction(principal.tenantId, 'read only', (tx) => getCustom(tx, input.key))
    const { sourceId, relationSchema: schema, relationName: name } = row
    const found = await readRelation(principal.tenantId, sourceId, { schema, name })
    const definition = chooseDefinition(found, input, storedDefinition.parse(row.definition))
    return { definition, version: row.version }
  },
  async run({ context, tx, input, prepared: { definition, version }, audit }) {
    const before = await getCustom(tx, input.key)
    requireVersion(context, before.version, input.version)
    // The definition was made from that version.
    const row = await updateCustom(
      tx,
      { id: before.id, version },
      {
        definition,
        readers: input.readers ?? before.readers,
        ...{ state: 'ok', reasons: [], vanished: [] },
      },
    )
    if (!row) throw changedMeanwhile(before.version)
    await audit({
      action: 'dataset.updated',
      subjectType: 'dataset',
      subjectId: row.id,
      details: {
        ...{ key: row.key, version: row.version, readers: row.readers },
        changed: Object.keys(input).filter((key) => key !== 'key' && key !== 'version'),
      },
    })
    return toCustomDataset(row)
  },
})
