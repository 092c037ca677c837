import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { invalid, notFound } from '#src/lib/errors.ts'
import { requireVersion } from '#src/lib/operation/version.ts'
import { illegalMove, type RfpStatus } from '../record/moves.ts'
import { findLines, lockRfp } from '../record/repository.ts'
import { deadlinePassed, type LockedRfp } from '../record/service.ts'
import {
  findResponse,
  lockResponse,
  type ResponseFound,
  type ResponseRow,
  replacePrices,
} from './repository.ts'
import { toResponse } from './resource.ts'
import type { ResponseGiven, ResponseResource } from './schema.ts'

/** The request, locked, while it takes responses. Throws `deadline_passed` or `illegal_transition`. */
export async function lockTaking(tx: Tx, id: string): Promise<LockedRfp> {
  const rfp = await lockRfp(tx, id)
  if (!rfp) throw notFound('request for proposal')
  if (rfp.status === 'closed' || (rfp.status === 'published' && rfp.isPast)) throw deadlinePassed(rfp)
  if (rfp.status !== 'published') throw illegalMove(rfp.status as RfpStatus)
  return rfp
}

/** The response, locked, in the version that the caller saw. Throws `not_found` or `precondition_failed`. */
export async function getChangeable(
  tx: Tx,
  context: Context,
  { id, response }: { id: string; response: string },
): Promise<ResponseRow> {
  const row = await lockResponse(tx, id, response)
  if (!row) throw notFound('response to this request for proposal')
  requireVersion(context, row.version)
  return row
}

export async function getFound(tx: Tx, rfpId: string, id: string): Promise<ResponseFound> {
  const row = await findResponse(tx, rfpId, id)
  if (!row) throw notFound('response to this request for proposal')
  return row
}

export async function getResource(
  tx: Tx,
  { principal }: Context,
  rfpId: string,
  id: string,
): Promise<ResponseResource> {
  return toResponse(principal, await getFound(tx, rfpId, id))
}

export async function storePrices(
  tx: Tx,
  row: ResponseRow,
  lines: NonNullable<ResponseGiven['lines']>,
): Promise<void> {
  const known = new Set((await findLines(tx, row.rfpId)).map(({ id }) => id))
  const wrong = lines.findIndex(({ line_id }) => !known.has(line_id))
  if (wrong >= 0) throw invalid(`lines.${wrong}.line_id`, 'is not a line of this request for proposal')
  await replacePrices(tx, row, lines)
}

/** What the trail says of a response: who it is from, and never what it asks for. */
export function auditOf(rfp: { id: string; rfpNo: string }, { id, supplierName }: ResponseFound) {
  return {
    subjectType: 'rfp',
    subjectId: rfp.id,
    details: { name: rfp.rfpNo, supplier: supplierName, response_id: id },
  }
}
