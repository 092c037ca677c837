import { AppError, notFound } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { acknowledge, findAlert } from '../alerts/repository.ts'
import { toAlert } from '../alerts/resource.ts'
import { alertResource, changeAlertInput } from '../alerts/schema.ts'
import { onlyOwn } from '../owner.ts'

export const acknowledgeAlert = defineCommand({
  name: 'spend.alerts.acknowledge',
  summary: 'Say that you have seen to an alert, and how.',
  permission: 'trading.alerts.update',
  input: changeAlertInput,
  output: alertResource,
  async run({ context: { principal }, tx, input: { id, note }, audit }) {
    if (!(await findAlert(tx, id, onlyOwn(principal)))) throw notFound('alert')
    const row = await acknowledge(tx, id, { userId: principal.userId, note })
    if (!row) throw new AppError('conflict', 'This alert was acknowledged already.')
    await audit({
      action: 'risk_alert.acknowledged',
      subjectType: 'risk_alert',
      subjectId: id,
      details: { note },
    })
    return toAlert(row)
  },
})
