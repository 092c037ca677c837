'use server'

import { headers } from 'next/headers'
import { answer, toProblem } from '#src/lib/action.ts'
import { sessionContext } from '#src/lib/auth.ts'
import { requestIdOf } from '#src/lib/request.ts'
import { getGlance } from './listing.ts'
import { type LiveUpdate, readLive, streamLive, type Watched } from './live.ts'
import { countRows } from './preview.ts'
import { verifyExport } from './proofs.ts'
import type { CreateExportInput } from './schema.ts'
import { cancelExport, createExport, deleteExport, retryExport } from './service.ts'

/**
 * The progress of several exports: `stream` answers with a generator that the client reads item by
 * item, `poll` with one item, for where something between us collects a whole answer first.
 */
export async function watchExports(
  watched: Watched,
  mode: 'stream' | 'poll',
): Promise<LiveUpdate | AsyncGenerator<LiveUpdate>> {
  const startedAt = performance.now()
  const requestHeaders = await headers()
  try {
    const context = await sessionContext(requestHeaders)
    return mode === 'stream' ? streamLive(context, watched) : await readLive(context, watched, startedAt)
  } catch (error) {
    const problem = toProblem(error, requestIdOf(requestHeaders))
    return { at: new Date().toISOString(), elapsed: 0, exports: [], created: [], problem }
  }
}

export async function glanceAction() {
  return answer(getGlance, {})
}

export async function createExportAction(input: CreateExportInput) {
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

export async function verifyExportAction(id: string) {
  return answer(verifyExport, { id })
}

export async function countRowsAction(input: Pick<CreateExportInput, 'export_type' | 'filters' | 'options'>) {
  return answer(countRows, input)
}
