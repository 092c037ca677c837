import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError, invalid, notFound } from '#src/lib/errors.ts'
import { requireVersion } from '#src/lib/operation/version.ts'
import {
  findActiveSuppliers,
  findCriteria,
  findDraftedOrders,
  findInvited,
  findLines,
  findProducts,
  findPublishedVersion,
  findRfp,
  lockRfp,
  type RfpRow,
  replaceCriteria,
  replaceInvited,
  replaceLines,
} from './repository.ts'
import { toDetails } from './resource.ts'
import type { RfpDetails, RfpGiven } from './schema.ts'

export type LockedRfp = RfpRow & { isPast: boolean }

/** The request, locked, in the version that the caller saw. Throws `not_found` or `precondition_failed`. */
export async function getChangeable(tx: Tx, context: Context, id: string): Promise<LockedRfp> {
  const row = await lockRfp(tx, id)
  if (!row) throw notFound('request for proposal')
  requireVersion(context, row.version)
  return row
}

export async function getDetails(tx: Tx, { principal }: Context, id: string): Promise<RfpDetails> {
  const row = await findRfp(tx, id)
  if (!row) throw notFound('request for proposal')
  return toDetails(principal, row, {
    lines: await findLines(tx, id),
    criteria: await findCriteria(tx, id),
    invited: await findInvited(tx, id),
    orders: await findDraftedOrders(tx, id),
  })
}

/** The columns of a scope that a request names: its published version is what suppliers are shown. */
export async function scopeColumns(
  tx: Tx,
  scopeId: string | null | undefined,
): Promise<{ scopeId?: string | null; scopeVersion?: number | null }> {
  if (scopeId === undefined) return {}
  if (scopeId === null) return { scopeId, scopeVersion: null }
  const scopeVersion = await findPublishedVersion(tx, scopeId)
  if (scopeVersion === undefined)
    throw invalid('scope_id', 'must be the ID of a scope of work that has a published version')
  return { scopeId, scopeVersion }
}

/** Stores the lists that a request names: lines, criteria and who is invited. */
export async function storeLists(
  tx: Tx,
  rfp: Pick<RfpRow, 'id' | 'tenantId'>,
  { lines, criteria, supplier_ids: supplierIds }: Pick<RfpGiven, 'lines' | 'criteria' | 'supplier_ids'>,
): Promise<void> {
  if (lines) {
    const known = await findProducts(
      tx,
      lines.flatMap(({ item_id }) => item_id ?? []),
    )
    const wrong = lines.findIndex(({ item_id }) => item_id !== null && !known.has(item_id))
    if (wrong >= 0) throw invalid(`lines.${wrong}.item_id`, 'is not the ID of one of your items')
    await replaceLines(
      tx,
      rfp,
      lines.map(({ item_id: productId, ...line }) => ({ ...line, productId })),
    )
  }
  if (criteria) await replaceCriteria(tx, rfp, criteria)
  if (supplierIds) {
    const active = await findActiveSuppliers(tx, supplierIds)
    const wrong = supplierIds.findIndex((id) => !active.has(id))
    if (wrong >= 0) throw invalid(`supplier_ids.${wrong}`, 'is not the ID of one of your active suppliers')
    await replaceInvited(tx, rfp, supplierIds)
  }
}

export function duplicate(rfpNo: string): AppError {
  return new AppError(
    'duplicate',
    `Another request for proposal already has the number ${rfpNo}. Choose another one.`,
    { errors: [{ path: 'rfp_no', code: 'duplicate', message: 'is the number of another request' }] },
  )
}

export function deadlinePassed({ deadline }: Pick<RfpRow, 'deadline'>): AppError {
  return new AppError(
    'deadline_passed',
    `The deadline was ${deadline.toISOString()}. Nothing is taken after it.`,
    { facts: { deadline: deadline.toISOString() } },
  )
}
