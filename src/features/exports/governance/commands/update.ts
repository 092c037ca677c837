import { env } from '#src/lib/env.ts'
import { AppError, invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { changedMeanwhile, requireVersion } from '#src/lib/operation/version.ts'
import { findGovernance, saveGovernance } from '../record/repository.ts'
import { noRules } from '../record/rules.ts'
import { governance, updateGovernanceInput } from '../record/schema.ts'
import { toGovernance } from '../record/service.ts'

export const updateGovernance = defineCommand({
  name: 'exports.governance.update',
  summary: 'Change the company’s rules for exports; they apply to exports requested from now on.',
  permission: 'exports.governance.update',
  input: updateGovernanceInput,
  output: governance,
  async run({ context, tx, input, audit }) {
    if (context.ifMatch === undefined && input.version === undefined) {
      throw new AppError('precondition_required', 'Send If-Match with the ETag of the rules that you read.')
    }
    const longest = env().EXPORT_RETENTION_DAYS
    if ((input.retention_days ?? 0) > longest) {
      throw invalid('retention_days', `must be at most ${longest}, as long as this installation keeps files`)
    }
    const before = await findGovernance(tx)
    const version = before?.version ?? 0
    requireVersion(context, version, input.version)
    const { tenantId, userId } = context.principal
    const rules = before ?? noRules
    const row = await saveGovernance(tx, version, {
      tenantId,
      updatedBy: userId,
      recipientDomains: input.recipient_domains
        ? [...new Set(input.recipient_domains)]
        : rules.recipientDomains,
      guestRecipients: input.guest_recipients ?? rules.guestRecipients,
      retentionDays: input.retention_days === undefined ? rules.retentionDays : input.retention_days,
      alertRows: input.alert_rows === undefined ? rules.alertRows : input.alert_rows,
      alertSensitive: input.alert_sensitive ?? rules.alertSensitive,
      approvalRows: input.approval_rows === undefined ? rules.approvalRows : input.approval_rows,
      approvalSensitive: input.approval_sensitive ?? rules.approvalSensitive,
      approvalDays: input.approval_days ?? rules.approvalDays,
    })
    if (!row) throw changedMeanwhile()
    const { version: _, ...changes } = input
    await audit({
      action: 'governance.updated',
      subjectType: 'tenant',
      subjectId: tenantId,
      details: { ...changes, version: row.version },
    })
    return toGovernance(tx, row)
  },
})
