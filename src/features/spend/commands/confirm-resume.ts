import { confirmPassword } from '#src/lib/access/confirm-password.ts'
import { AppError } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { changedMeanwhile } from '#src/lib/operation/version.ts'
import { findState, writeState } from '../stops/repository.ts'
import { confirmInput, stateResource } from '../stops/schema.ts'
import { describeState } from '../stops/service.ts'
import { hasOtherAdmin } from '../trades/repository.ts'

/** So long everybody who was told can object where one admin is all there is. */
const aloneAfterMs = 15 * 60_000

export const confirmResume = defineCommand({
  name: 'spend.resume.confirm',
  summary:
    'Confirm that spending goes on, as another person than the one who asked. An only admin can do so after 15 minutes.',
  permission: 'trading.resume',
  onlyPeople: true,
  input: confirmInput,
  output: stateResource,
  async prepare({ context, input }) {
    await confirmPassword(context.principal, input.password, 'password')
  },
  async run({ context: { principal, requestId }, tx, input: { version }, audit }) {
    const current = await findState(tx)
    const { resumeRequestedBy: requestedBy, resumeRequestedAt: requestedAt } = current ?? {}
    if (!current || !requestedBy || !requestedAt)
      throw new AppError('conflict', 'Nobody has asked for spending to go on since it was stopped.')
    if (requestedBy === principal.userId) {
      if (await hasOtherAdmin(tx, principal.userId))
        throw new AppError('conflict', 'You asked for it, so another admin has to confirm it.')
      const leftMs = requestedAt.getTime() + aloneAfterMs - Date.now()
      if (leftMs > 0)
        throw new AppError(
          'conflict',
          `You can confirm your own request in ${Math.ceil(leftMs / 60_000)} minutes.`,
        )
    }
    const { tenantId, userId } = principal
    const change = { tenantId, userId, requestId, state: 'ACTIVE', reason: current.resumeReason! } as const
    const row = await writeState(tx, change, 'resumed', version)
    if (!row) throw changedMeanwhile(current.version)
    await audit({
      action: 'spending.resumed',
      subjectType: 'tenant',
      subjectId: tenantId,
      details: { reason: change.reason, version: row.version },
    })
    return describeState(tx)
  },
})
