import * as z from 'zod'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { requireVersion } from '#src/lib/operation/version.ts'
import { findUsers, lockDestination, deleteDestination as remove } from '../record/repository.ts'
import { byDestinationId } from '../record/schema.ts'
import { getDestinationRow } from '../record/service.ts'

export const deleteDestination = defineCommand({
  name: 'exports.destinations.delete',
  summary:
    'Remove a destination that no schedule, template or unfinished export names. What was delivered stays on record.',
  permission: 'exports.destinations.manage',
  input: byDestinationId,
  output: z.object({ id: z.uuid(), deleted: z.literal(true) }),
  async run({ context, tx, input, audit }) {
    await lockDestination(tx, input.id)
    const { id, name, kind, version } = await getDestinationRow(tx, input.id)
    requireVersion(context, version)
    await refuseWhereUsed(tx, id)
    await remove(tx, id)
    await audit({
      action: 'destination.deleted',
      subjectType: 'destination',
      subjectId: id,
      details: { name, kind },
    })
    return { id, deleted: true as const }
  },
})

async function refuseWhereUsed(tx: Tx, id: string): Promise<void> {
  const { schedules, templates, exports } = await findUsers(tx, id)
  const uses = [
    ...schedules.map((name) => `the schedule ${name}`),
    ...templates.map((name) => `the template ${name}`),
    ...exports.map((name) => `the export ${name}, which is not finished yet`),
  ]
  if (uses.length === 0) return
  throw new AppError('conflict', `It is used by ${uses.join(', ')}. Take it out there first.`)
}
