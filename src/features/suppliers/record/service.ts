import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError, notFound } from '#src/lib/errors.ts'
import type { Audit } from '#src/lib/operation/operation.ts'
import { requireVersion } from '#src/lib/operation/version.ts'
import { requireRightTo } from './access.ts'
import { requireMove, type SupplierStatus } from './moves.ts'
import {
  findOpenOrders,
  findOpenRfps,
  isNumberTaken,
  lockSupplier,
  type SupplierChanges,
  type SupplierRow,
  updateSupplier,
} from './repository.ts'

/** The supplier, locked, in the version that the caller saw. Throws `not_found` or `precondition_failed`. */
export async function getChangeable(tx: Tx, context: Context, id: string): Promise<SupplierRow> {
  const row = await lockSupplier(tx, id)
  if (!row) throw notFound('supplier')
  requireVersion(context, row.version)
  return row
}

/** Stores the changes of a locked supplier; a new status must be a legal move. */
export async function changeSupplier(
  tx: Tx,
  { principal }: Context,
  before: SupplierRow,
  changes: SupplierChanges,
  audit: Audit,
): Promise<SupplierRow> {
  const to = (changes.status ?? before.status) as SupplierStatus
  if (to !== before.status) {
    requireMove(before.status as SupplierStatus, to)
    requireRightTo(principal, to)
    if (to === 'inactive') await requireUnused(tx, before)
  }
  const row = await updateSupplier(tx, before, changes).catch((error) => {
    throw isNumberTaken(error) ? duplicate(changes.supplierNo ?? before.supplierNo) : error
  })
  const subject = { subjectType: 'supplier', subjectId: row.id }
  const details = { name: row.name, changed: changedKeys(before, row), version: row.version }
  await audit({ action: 'supplier.updated', ...subject, details })
  if (to !== before.status) {
    const move = { name: row.name, from: before.status, to }
    await audit({ action: 'supplier.moved', ...subject, details: move })
  }
  return row
}

export function duplicate(supplierNo: string): AppError {
  return new AppError(
    'duplicate',
    `Another supplier already has the number ${supplierNo}. Choose another one, or change that supplier.`,
    { errors: [{ path: 'supplier_no', code: 'duplicate', message: 'is the number of another supplier' }] },
  )
}

async function requireUnused(tx: Tx, { id }: SupplierRow): Promise<void> {
  const rfps = await findOpenRfps(tx, id)
  if (rfps.length > 0)
    throw new AppError(
      'in_use',
      `This supplier is invited to requests for proposal that are still open: ${rfps.join(', ')}. Decide or cancel them first.`,
    )
  const orders = await findOpenOrders(tx, id)
  if (orders.length > 0)
    throw new AppError('in_use', `This supplier has open orders: ${orders.join(', ')}. End them first.`)
}

/** Names, never values: some of them are not for everyone who reads the trail. */
function changedKeys(before: SupplierRow, after: SupplierRow): string[] {
  const own = new Set(['version', 'updatedAt'])
  const keys = Object.keys(after) as (keyof SupplierRow)[]
  return keys
    .filter((key) => !own.has(key) && JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map((key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
}
