'use server'

import { headers } from 'next/headers'
import { requestIdOf } from '#src/lib/access/request.ts'
import { actionContext, answer, toProblem } from '#src/lib/http/action.ts'
import { parseInput } from '#src/lib/operation/operation.ts'
import { runAgain } from './commands/again.ts'
import { actOnMany } from './commands/bulk.ts'
import { cancelExport } from './commands/cancel.ts'
import { createExport } from './commands/create.ts'
import { deleteExport } from './commands/delete.ts'
import { makeOtherFormat } from './commands/other-format.ts'
import { retryExport } from './commands/retry.ts'
import { unshareExport } from './commands/share.ts'
import { type LiveUpdate, readLive, streamLive } from './live/live.ts'
import { type Watched, watched, watchMode } from './live/schema.ts'
import { verifyExport } from './proofs/service.ts'
import { checkRecipientsNow } from './queries/check-recipients.ts'
import { findByHash } from './queries/find-by-hash.ts'
import { getSummary, listExports } from './queries/list.ts'
import type { CreateExportBody } from './record/schema.ts'

/**
 * The progress of several exports: `stream` answers with a generator that the client reads item by
 * item, `poll` with one item, for where something between us collects a whole answer first.
 */
export async function watchExports(
  what: Watched,
  how: 'stream' | 'poll',
): Promise<LiveUpdate | AsyncGenerator<LiveUpdate>> {
  const startedAt = performance.now()
  try {
    const context = await actionContext('exports.watch')
    // What a browser sends to an action is as little to be trusted as any request.
    const [input, mode] = [parseInput(watched, what), parseInput(watchMode, how)]
    return mode === 'stream' ? streamLive(context, input) : await readLive(context, input, startedAt)
  } catch (error) {
    const problem = toProblem(error, requestIdOf(await headers()))
    return { at: new Date().toISOString(), elapsed: 0, exports: [], created: [], problem }
  }
}

export async function summaryAction() {
  return answer(getSummary, {})
}

export async function createExportAction(input: CreateExportBody) {
  return answer(createExport, input)
}

export async function cancelExportAction(id: string) {
  return answer(cancelExport, { id })
}

export async function retryExportAction(id: string) {
  return answer(retryExport, { id })
}

export async function deleteExportAction(id: string) {
  return answer(deleteExport, { id })
}

export async function unshareExportAction(id: string, recipient: string) {
  return answer(unshareExport, { id, recipients: [recipient] })
}

export async function bulkExportsAction(action: 'cancel' | 'delete', ids: string[]) {
  return answer(actOnMany, { action, ids })
}

export async function verifyExportAction(id: string) {
  return answer(verifyExport, { id })
}

export async function searchExportsAction(search: string) {
  return answer(listExports, { search, limit: 8 })
}

export async function findByHashAction(sha256: string) {
  return answer(findByHash, { sha256 })
}

export async function checkRecipientsAction(recipients: string[], exportType: string) {
  return answer(checkRecipientsNow, { recipients, export_type: exportType })
}

export async function runAgainAction(id: string) {
  return answer(runAgain, { id })
}

/** Another format of the same snapshot, while the rows it read are kept. */
export async function otherFormatAction(id: string, format: string) {
  return answer(makeOtherFormat, { id, format })
}
