import * as z from 'zod'
import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { lastWorkerSeen } from '#src/lib/jobs/workers.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { getVisible } from '../record/access.ts'
import { type FoundExport, findExportsByIds, findQueuePlaces, viewerOf } from '../record/repository.ts'
import { toProgress, toResource } from '../record/resource.ts'
import { byId, exportProgress, watchedExport } from '../record/schema.ts'

const status = {
  permission: 'exports.read',
  input: byId,
  output: exportProgress,
  async run({ context, tx, input }: { context: Context; tx: Tx; input: { id: string } }) {
    const found = await getVisible(tx, context, input.id)
    const places = await findQueuePlaces(tx, waitingIn([found]))
    return toProgress(found, {
      queue_position: places.get(input.id) ?? null,
      worker_last_seen: (await lastWorkerSeen(tx))?.toISOString() ?? null,
    })
  },
} as const

export const getExportStatus = defineQuery({
  name: 'exports.status',
  summary: 'The progress of one export, its place in the queue, and when a worker was last seen.',
  ...status,
})

/** The same, as the first of a stream of events. */
export const watchExport = defineQuery({
  name: 'exports.events',
  summary: 'The progress of one export as server-sent events, until it has ended.',
  ...status,
})

/** The progress of those among the ids that may be seen; for the console's live view. */
export const getProgress = defineQuery({
  name: 'exports.progress',
  summary: 'The progress of several exports.',
  permission: 'exports.read',
  input: z.strictObject({ ids: z.array(z.uuid()).max(100) }),
  output: z.array(watchedExport),
  async run({ context, tx, input }) {
    const viewer = viewerOf(context.principal)
    const found = await findExportsByIds(tx, viewer, input.ids)
    const places = await findQueuePlaces(tx, waitingIn(found))
    return found.map((one) => ({
      ...toResource(one, viewer),
      queue_position: places.get(one.row.id) ?? null,
    }))
  },
})

function waitingIn(found: FoundExport[]): string[] {
  return found.flatMap(({ row: { id, status } }) => (status === 'pending' ? [id] : []))
}
