import { AppError } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { readState, writeState } from '../stops/repository.ts'
import { stateResource, stopInput } from '../stops/schema.ts'
import { describeState, excludeSpending } from '../stops/service.ts'

export const stopSpending = defineCommand({
  name: 'spend.stop',
  summary:
    'Stop spending at once. After the answer nothing more is decided, approved or handed out; it tells what is under way outside.',
  permission: 'trading.stop',
  isUrgent: true,
  input: stopInput,
  output: stateResource,
  async run({ context: { principal, requestId }, tx, input: { state, reason }, audit }) {
    const { tenantId, userId } = principal
    await excludeSpending(tx, tenantId)
    const current = await readState(tx)
    if (current.state === 'HALTED' && state === 'REDUCING')
      throw new AppError('illegal_transition', 'Spending is HALTED. Resume it to let anything out again.', {
        facts: { state: current.state, version: current.version },
      })
    const row = await writeState(tx, { tenantId, state, reason, userId, requestId }, 'stopped')
    await audit({
      action: 'spending.stopped',
      subjectType: 'tenant',
      subjectId: tenantId,
      details: { state, reason, version: row!.version },
    })
    return describeState(tx)
  },
})
