import type { Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import {
  findSuppliersInUse,
  insertSuppliers,
  lockSuppliers,
  type SupplierState,
  updateSuppliers,
} from './repository.ts'
import { type PlannedSupplier, SupplierPlan } from './row-plan.ts'
import type { GivenSupplier, SupplierChange } from './schema.ts'

/** Somebody added a supplier that a batch adds; the whole file is tried again. */
export class SupplierAdded extends Error {}

/** Applies a file of suppliers batch by batch, each knowing what the ones before it did. */
export function startApplyingSuppliers(tx: Tx, actor: Principal) {
  const plan = new SupplierPlan()
  return async (rows: GivenSupplier[]) => {
    const texts = (key: string) => rows.flatMap(({ values }) => values[key] ?? []).map(String)
    const known = await lockSuppliers(tx, {
      ...{ ids: texts('id'), numbers: texts('supplier_no'), timeZone: actor.timeZone },
    })
    const { suppliers, ...result } = plan.plan(rows, known)
    return { ...result, movements: 0, changes: await write(tx, actor, suppliers) }
  }
}

async function write(tx: Tx, { tenantId }: Principal, planned: PlannedSupplier[]): Promise<SupplierChange[]> {
  const added = planned.filter(({ found }) => !found)
  const changed = planned.filter(({ found }) => found)
  const ids =
    added.length > 0
      ? await insertSuppliers(
          tx,
          tenantId,
          added.map(({ supplierNo, state }) => ({ supplier_no: supplierNo, ...state })),
        )
      : new Map<string, string>()
  const taken = added.find(({ supplierNo }) => !ids.has(supplierNo))
  if (taken) throw new SupplierAdded(`${taken.supplierNo} was added meanwhile`)
  if (changed.length > 0)
    await updateSuppliers(
      tx,
      changed.map(({ found, state }) => ({ id: found!.id, ...state })),
    )
  return planned.map(({ row, supplierNo, found, changed: keys }) => ({
    ...{ row, subject: 'supplier' as const, supplierId: found?.id ?? ids.get(supplierNo)! },
    before: found ? Object.fromEntries(keys.map((key) => [key, found.state[key]])) : null,
    stateAfter: found ? found.version + 1 : 1,
  }))
}

/**
 * Takes back what rows did: old values come again, and what was added becomes inactive. All of them, or none where
 * something has changed since, which is then returned.
 */
export async function undoSuppliers(
  tx: Tx,
  actor: Principal,
  changes: SupplierChange[],
): Promise<{ row: number; expected: string }[]> {
  const ids = changes.map(({ supplierId }) => supplierId)
  const found = new Map(
    (await lockSuppliers(tx, { ids, numbers: [], timeZone: actor.timeZone })).map((one) => [one.id, one]),
  )
  const added = changes.filter(({ before }) => before === null).map(({ supplierId }) => supplierId)
  const used = await findSuppliersInUse(tx, added)
  const conflicts = changes.flatMap(({ row, supplierId, stateAfter }) => {
    if (found.get(supplierId)?.version !== stateAfter)
      return { row, expected: 'a supplier unchanged since the import' }
    return used.has(supplierId) ? { row, expected: 'a supplier without open orders and requests' } : []
  })
  if (conflicts.length > 0) return conflicts
  await updateSuppliers(
    tx,
    changes.map(({ supplierId, before }) => ({
      ...(found.get(supplierId)!.state as SupplierState),
      ...before,
      id: supplierId,
      ...(before === null ? { status: 'inactive' } : {}),
    })),
  )
  return []
}
