import * as z from 'zod'
import { lastWorkerSeen } from '#src/lib/jobs/workers.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { getVisible } from '../record/access.ts'
import { countAhead, findExportsByIds, viewerOf } from '../record/repository.ts'
import { toProgress, toResource } from '../record/resource.ts'
import { byId, exportProgress, exportResource } from '../record/schema.ts'

export const getExportStatus = defineQuery({
  name: 'exports.status',
  summary: 'How far one export is.',
  permission: 'exports.read',
  input: byId,
  output: exportProgress,
  async run({ context, tx, input }) {
    const found = await getVisible(tx, context, input.id)
    const isPending = found.row.status === 'pending'
    return toProgress(found, {
      queue_position: isPending ? 1 + (await countAhead(tx, found.row)) : null,
      worker_last_seen: (await lastWorkerSeen(tx))?.toISOString() ?? null,
    })
  },
})

/** The progress of those among the ids that may be seen; for the console's live view. */
export const getProgress = defineQuery({
  name: 'exports.progress',
  summary: 'How far several exports are.',
  permission: 'exports.read',
  input: z.strictObject({ ids: z.array(z.uuid()).max(100) }),
  output: z.array(exportResource),
  run: async ({ context, tx, input }) =>
    (await findExportsByIds(tx, viewerOf(context.principal), input.ids)).map((found) =>
      toResource(found, viewerOf(context.principal)),
    ),
})
