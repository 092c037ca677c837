import { AppError, invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { changedMeanwhile, requireVersion } from '#src/lib/operation/version.ts'
import { findSettings, saveSettings } from '../settings/repository.ts'
import { purchasingSettings, updateSettingsInput } from '../settings/schema.ts'
import { toSettings } from '../settings/service.ts'

export const updatePurchasingSettings = defineCommand({
  name: 'purchasing.settings.update',
  summary: 'Change the approval limit or the tolerance; orders that are submitted already stay as they are.',
  permission: 'orders.approve',
  input: updateSettingsInput,
  output: purchasingSettings,
  async run({ context, tx, input, audit }) {
    const { approval_limit: limit, tolerance_percent: tolerancePercent, version: seen } = input
    if (context.ifMatch === undefined && seen === undefined)
      throw new AppError(
        'precondition_required',
        'Send If-Match with the ETag of the settings that you read.',
      )
    if (limit === undefined && tolerancePercent === undefined) throw invalid('', 'names nothing to change')
    const version = (await findSettings(tx))?.version ?? 0
    requireVersion(context, version, seen)
    const { tenantId, userId } = context.principal
    const row = await saveSettings(tx, tenantId, version, {
      ...(limit !== undefined && {
        approvalLimit: limit?.amount ?? null,
        approvalCurrency: limit?.currency ?? null,
      }),
      ...(tolerancePercent !== undefined && { tolerancePercent }),
      updatedBy: userId,
    })
    if (!row) throw changedMeanwhile()
    const { version: _, ...changes } = input
    await audit({
      action: 'purchasing_settings.updated',
      subjectType: 'tenant',
      subjectId: tenantId,
      details: { ...changes, version: row.version },
    })
    return toSettings(row)
  },
})
