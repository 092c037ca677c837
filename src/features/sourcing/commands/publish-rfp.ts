import { type FieldError, invalidRequest } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { published, senderOf, tellInvited, wordsOf } from '../notices/service.ts'
import { type RfpStatus, requireMove } from '../record/moves.ts'
import { findActiveSuppliers, updateRfp } from '../record/repository.ts'
import { rfpById, rfpDetails } from '../record/schema.ts'
import { getChangeable, getDetails } from '../record/service.ts'

export const publishRfp = defineCommand({
  name: 'rfps.publish',
  summary:
    'Publish a draft: the invited suppliers are written to, and responses are taken until the deadline.',
  permission: 'rfps.write',
  input: rfpById,
  output: rfpDetails,
  async run({ context, tx, input: { id }, audit }) {
    const before = await getChangeable(tx, context, id)
    requireMove(before.status as RfpStatus, 'publish')
    const { lines, criteria, invited } = await getDetails(tx, context, id)
    const active = await findActiveSuppliers(
      tx,
      invited.map(({ supplier_id }) => supplier_id),
    )
    const missing: FieldError[] = [
      ...(lines.length === 0 ? [empty('lines', 'needs at least one line')] : []),
      ...(criteria.length === 0 ? [empty('criteria', 'needs at least one criterion')] : []),
      ...(invited.length === 0 ? [empty('supplier_ids', 'needs at least one invited supplier')] : []),
      ...invited
        .filter(({ supplier_id }) => !active.has(supplier_id))
        .map(({ name }) => empty('supplier_ids', `names ${name}, which is not active any more`)),
      ...(before.isPast ? [empty('deadline', 'must be in the future')] : []),
    ]
    if (missing.length > 0) throw invalidRequest(missing)
    await updateRfp(tx, before, { status: 'published', publishedAt: new Date() })
    await audit({
      action: 'rfp.published',
      subjectType: 'rfp',
      subjectId: id,
      details: { name: before.rfpNo, invited: invited.length },
    })
    const notice = published(before, lines.map(wordsOf), context.principal.timeZone)
    await tellInvited(tx, senderOf(context), before, () => notice)
    return getDetails(tx, context, id)
  },
})

function empty(path: string, message: string): FieldError {
  return { path, code: 'invalid_value', message }
}
