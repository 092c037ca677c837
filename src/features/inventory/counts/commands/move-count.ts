import { AppError, invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { storeZeros } from '../lines/repository.ts'
import { getDetails } from '../lines/service.ts'
import { moveRights } from '../moves.ts'
import { updateCount } from '../repository.ts'
import { countById, countDetails, submitCountInput } from '../schema.ts'
import { lockFor } from '../service.ts'

export const startCount = defineCommand({
  name: 'inventory.counts.start',
  summary: 'Begin to count.',
  permission: moveRights.start,
  input: countById,
  output: countDetails,
  async run({ context, tx, input: { id }, audit }) {
    const count = await lockFor(tx, context, id, 'start')
    await updateCount(tx, count, { status: 'counting', startedAt: new Date() })
    const details = { count_no: count.countNo }
    await audit({ action: 'count.started', subjectType: 'stock_count', subjectId: id, details })
    return getDetails(tx, context.principal, id)
  },
})

export const submitCount = defineCommand({
  name: 'inventory.counts.submit',
  summary: 'End the counting and show the differences for review.',
  permission: moveRights.submit,
  input: submitCountInput,
  output: countDetails,
  async run({ context, tx, input: { id, uncounted }, audit }) {
    const count = await lockFor(tx, context, id, 'submit')
    const rest = count.lines - count.counted
    if (rest > 0 && uncounted === undefined)
      throw invalid(
        'uncounted',
        `is needed, as ${rest} lines are not counted: leave (nothing is booked) or zero (nothing is there)`,
      )
    if (count.counted === 0 && uncounted !== 'zero')
      throw new AppError('conflict', 'Nothing was counted yet. Count at least one line, or cancel the count.')
    const zeros = uncounted === 'zero' ? await storeZeros(tx, count, context.principal.userId) : 0
    const counted = count.counted + zeros
    await updateCount(tx, count, { status: 'review', submittedAt: new Date(), counted })
    await audit({
      action: 'count.submitted',
      subjectType: 'stock_count',
      subjectId: id,
      details: { count_no: count.countNo, counted, lines: count.lines },
    })
    return getDetails(tx, context.principal, id)
  },
})

export const cancelCount = defineCommand({
  name: 'inventory.counts.cancel',
  summary: 'Cancel a count; nothing of it is booked.',
  permission: moveRights.cancel,
  input: countById,
  output: countDetails,
  async run({ context, tx, input: { id }, audit }) {
    const count = await lockFor(tx, context, id, 'cancel')
    await updateCount(tx, count, { status: 'cancelled', cancelledAt: new Date() })
    const details = { count_no: count.countNo }
    await audit({ action: 'count.cancelled', subjectType: 'stock_count', subjectId: id, details })
    return getDetails(tx, context.principal, id)
  },
})
