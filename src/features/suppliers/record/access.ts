import type { Principal } from '#src/lib/context.ts'
import { AppError } from '#src/lib/errors.ts'
import { legalMoves, type SupplierStatus } from './moves.ts'

/** The legal moves that this person may make: deactivating is deleting, whichever way it is asked for. */
export function movesFor({ permissions }: Principal, from: SupplierStatus): SupplierStatus[] {
  if (!permissions.has('suppliers.write')) return []
  return legalMoves(from).filter((to) => to !== 'inactive' || permissions.has('suppliers.delete'))
}

export function requireRightTo({ permissions }: Principal, to: SupplierStatus): void {
  if (to !== 'inactive' || permissions.has('suppliers.delete')) return
  throw new AppError(
    'forbidden',
    'Deactivating a supplier needs the permission suppliers.delete. An admin can grant it.',
  )
}
