import { invalid, notFound } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { illegalMove as illegalForRfp, type RfpStatus } from '../record/moves.ts'
import { findCriteria, lockRfp } from '../record/repository.ts'
import { illegalMove, isRunning, type ResponseStatus, requireMove } from '../responses/moves.ts'
import { storeScores, updateResponse } from '../responses/repository.ts'
import { toResponse } from '../responses/resource.ts'
import { responseResource, scoreInput } from '../responses/schema.ts'
import { auditOf, getChangeable, getFound } from '../responses/service.ts'

export const scoreResponse = defineCommand({
  name: 'rfps.responses.score',
  summary: 'Score a response of a closed request by its criteria, and put it on the shortlist or reject it.',
  permission: 'rfps.write',
  input: scoreInput,
  output: responseResource,
  async run({ context, tx, input: { id, response, scores, decision }, audit }) {
    const rfp = await lockRfp(tx, id)
    if (!rfp) throw notFound('request for proposal')
    const row = await getChangeable(tx, context, { id, response })
    if (rfp.status !== 'closed') throw illegalForRfp(rfp.status as RfpStatus)
    const status = row.status as ResponseStatus
    if (!isRunning(status)) throw illegalMove(status)
    if (decision) requireMove(status, decision)
    const known = new Set((await findCriteria(tx, id)).map((criterion) => criterion.id))
    const wrong = scores.findIndex(({ criterion_id }) => !known.has(criterion_id))
    if (wrong >= 0)
      throw invalid(`scores.${wrong}.criterion_id`, 'is not a criterion of this request for proposal')
    await storeScores(tx, row, context.principal.userId, scores)
    await updateResponse(tx, row, { status: decision })
    const found = await getFound(tx, id, response)
    const { details, ...subject } = auditOf(rfp, found)
    await audit({
      action: 'rfp_response.scored',
      ...subject,
      details: { ...details, scores: scores.length, ...(decision ? { decision } : {}) },
    })
    return toResponse(context.principal, found)
  },
})
