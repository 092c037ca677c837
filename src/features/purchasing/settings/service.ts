import type { Tx } from '#src/lib/db/transaction.ts'
import { exceeds, inCurrency } from '../money/amounts.ts'
import { findSettings, type SettingsRow } from './repository.ts'
import type { PurchasingSettings } from './schema.ts'

export function toSettings(row: SettingsRow | undefined): PurchasingSettings {
  const { approvalLimit, approvalCurrency } = row ?? {}
  return {
    approval_limit:
      approvalLimit && approvalCurrency
        ? { amount: inCurrency(approvalLimit, approvalCurrency), currency: approvalCurrency }
        : null,
    tolerance_percent: row?.tolerancePercent ?? 0,
    updated_at: row && row.version > 0 ? row.updatedAt.toISOString() : null,
    version: row?.version ?? 0,
  }
}

/** Amounts of another currency than the limit's cannot be compared with it, so they need approval. */
export async function needsApproval(tx: Tx, order: { total: string; currency: string }): Promise<boolean> {
  const { approvalLimit, approvalCurrency } = (await findSettings(tx)) ?? {}
  if (!approvalLimit || approvalCurrency !== order.currency) return true
  return exceeds(order.total, approvalLimit)
}

export async function tolerancePercent(tx: Tx): Promise<number> {
  return (await findSettings(tx))?.tolerancePercent ?? 0
}
