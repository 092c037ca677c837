import { AppError } from '#src/lib/errors.ts'
import { log } from '#src/lib/log.ts'
import { type Audit, defineCommand } from '#src/lib/operation/operation.ts'
import { bulkInput, bulkResult } from '../record/schema.ts'
import { removeStoredFiles } from '../runs/leftovers.ts'
import { cancelOne } from './cancel.ts'
import { deleteOne } from './delete.ts'

type Result = { id: string; done: boolean; code: string | null; message: string | null }

export const actOnMany = defineCommand({
  name: 'exports.bulk',
  summary: 'Cancel or delete several exports; each has its own result.',
  permission: 'exports.execute',
  input: bulkInput,
  output: bulkResult,
  async run({ context, tx, input, audit }) {
    const { action } = input
    const isDelete = action === 'delete'
    if (isDelete && !context.principal.permissions.has('exports.delete')) {
      throw new AppError('forbidden', 'This needs the permission exports.delete. An admin can grant it.')
    }
    const act = async (id: string): Promise<Result> => {
      try {
        await (isDelete ? deleteOne(tx, context, id, audit) : cancelOne(tx, context, id, audit))
        return { id, done: true, code: null, message: null }
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        return { id, done: false, code: error.code, message: error.message }
      }
    }
    const results = new Map<string, Result>()
    // In one order, so that two of these requests never wait for each other.
    for (const id of [...new Set(input.ids)].sort()) results.set(id, await act(id))
    const ordered = input.ids.map((id) => results.get(id)!)
    await recordRequest(audit, context.principal.userId, action, ordered)
    return { results: ordered }
  },
  async after({ context, input, output }) {
    if (input.action !== 'delete') return
    for (const { id, done } of output.results) {
      if (!done) continue
      await removeStoredFiles(context.principal.tenantId, id).catch((error) =>
        log.warn({ err: error, exportId: id }, 'files left to a sweep'),
      )
    }
  },
})

function recordRequest(audit: Audit, userId: string, action: string, results: Result[]): Promise<void> {
  return audit({
    action: `exports.bulk_${action === 'delete' ? 'deleted' : 'cancelled'}`,
    subjectType: 'user',
    subjectId: userId,
    details: {
      done: results.filter(({ done }) => done).map(({ id }) => id),
      refused: results.filter(({ done }) => !done).map(({ id }) => id),
    },
  })
}
