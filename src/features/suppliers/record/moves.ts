import type { supplierStatuses } from '#src/lib/db/schema/company/suppliers.ts'
import { AppError } from '#src/lib/errors.ts'

export type SupplierStatus = (typeof supplierStatuses)[number]

/** Nothing is ordered from a supplier that is not active. */
const moves: Record<SupplierStatus, readonly SupplierStatus[]> = {
  pending: ['active'],
  active: ['inactive', 'suspended'],
  inactive: ['active'],
  suspended: ['active'],
}

export function legalMoves(from: SupplierStatus): readonly SupplierStatus[] {
  return moves[from]
}

/** Throws `illegal_transition`, naming the legal moves. */
export function requireMove(from: SupplierStatus, to: SupplierStatus): void {
  if (moves[from].includes(to)) return
  const legal = moves[from].join(' or ')
  throw new AppError('illegal_transition', `A supplier that is ${from} can only become ${legal}, not ${to}.`)
}
