import { confirmPassword } from '#src/lib/access/confirm-password.ts'
import { AppError } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { changedMeanwhile } from '#src/lib/operation/version.ts'
import { tellAdmins } from '../limits/service.ts'
import { readState, requestResume } from '../stops/repository.ts'
import { resumeInput, stateResource } from '../stops/schema.ts'
import { describeState } from '../stops/service.ts'

export const askToResume = defineCommand({
  name: 'spend.resume.request',
  summary: 'Ask for spending to go on. Another admin confirms it, and a new stop makes the request void.',
  permission: 'trading.resume',
  onlyPeople: true,
  input: resumeInput,
  output: stateResource,
  async prepare({ context, input }) {
    await confirmPassword(context.principal, input.password, 'password')
  },
  async run({ context, tx, input: { reason, version }, audit }) {
    const { principal, requestId } = context
    const current = await readState(tx)
    if (current.state === 'ACTIVE') throw new AppError('conflict', 'Spending is ACTIVE already.')
    const row = await requestResume(tx, { version, reason, userId: principal.userId, requestId })
    if (!row) throw changedMeanwhile(current.version)
    await audit({
      action: 'spending.resume_requested',
      subjectType: 'tenant',
      subjectId: principal.tenantId,
      details: { reason, version },
    })
    await tellAdmins(tx, context, {
      about: { type: 'tenant', id: principal.tenantId },
      kind: `resume_${row.version}_${row.resumeRequestedAt!.getTime()}`,
      subject: 'Spending is to be resumed',
      body: `${principal.firstName} ${principal.lastName} asks for spending to go on: ${reason}\nAnother admin has to confirm it.`,
    })
    return describeState(tx)
  },
})
