import * as z from 'zod'
import { AppError } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { requireVersion } from '#src/lib/operation/version.ts'
import { findUsers, deleteSource as remove } from '../record/repository.ts'
import { bySourceId } from '../record/schema.ts'
import { getSourceRow } from '../record/service.ts'

export const deleteSource = defineCommand({
  name: 'sources.delete',
  summary: 'Remove a source that no dataset reads any more. Nothing changes in the database itself.',
  permission: 'sources.manage',
  input: bySourceId,
  output: z.object({ id: z.uuid(), deleted: z.literal(true) }),
  async run({ context, tx, input, audit }) {
    const { id, name, version } = await getSourceRow(tx, input.id)
    requireVersion(context, version)
    const users = await findUsers(tx, id)
    if (users.length > 0)
      throw new AppError('in_use', `It is read by ${users.join(', ')}. Delete these datasets first.`)
    await remove(tx, id)
    await audit({ action: 'source.deleted', subjectType: 'source', subjectId: id, details: { name } })
    return { id, deleted: true as const }
  },
})
