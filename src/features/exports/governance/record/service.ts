import type { Tx } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { findAdmins, findGovernance, type GovernanceRow } from './repository.ts'
import { noRules, type Rules } from './rules.ts'
import type { Governance } from './schema.ts'

/** The rules that hold for the company now. */
export async function currentRules(tx: Tx): Promise<Rules> {
  return (await findGovernance(tx)) ?? noRules
}

/** The rules as clients see them. */
export async function toGovernance(tx: Tx, row: GovernanceRow | undefined): Promise<Governance> {
  const rules = row ?? noRules
  return {
    recipient_domains: rules.recipientDomains,
    guest_recipients: rules.guestRecipients,
    retention_days: rules.retentionDays,
    max_retention_days: env().EXPORT_RETENTION_DAYS,
    alert_rows: rules.alertRows,
    alert_sensitive: rules.alertSensitive,
    approval_rows: rules.approvalRows,
    approval_sensitive: rules.approvalSensitive,
    approval_days: rules.approvalDays,
    approvers: (await findAdmins(tx)).length,
    updated_at: row?.updatedAt.toISOString() ?? null,
    version: row?.version ?? 0,
  }
}
