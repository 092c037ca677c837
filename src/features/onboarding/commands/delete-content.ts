import { defineCommand } from '#src/lib/operation/operation.ts'
import { deleteContentItem, isUsed, updateContentItem } from '../content/repository.ts'
import { contentById, removal } from '../content/schema.ts'
import { getChangeable, subjectOf } from '../content/service.ts'

export const deleteContent = defineCommand({
  name: 'onboarding.content.delete',
  summary: 'Delete a text; one that a step shows is archived, and running journeys still show it.',
  permission: 'onboarding.write',
  input: contentById,
  output: removal,
  async run({ context, tx, input: { id }, audit }) {
    const row = await getChangeable(tx, context, id)
    if (await isUsed(tx, id)) {
      await updateContentItem(tx, row, { status: 'archived' })
      await audit({ action: 'content_item.archived', ...subjectOf(row) })
      return { id, outcome: 'archived' as const }
    }
    await deleteContentItem(tx, id)
    await audit({ action: 'content_item.deleted', ...subjectOf(row) })
    return { id, outcome: 'deleted' as const }
  },
})
