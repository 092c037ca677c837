import { type FieldError, invalidRequest } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { decided, senderOf, tellInvited } from '../notices/service.ts'
import { type RfpStatus, requireMove } from '../record/moves.ts'
import { awardLine, findLines, updateRfp } from '../record/repository.ts'
import { awardInput, rfpDetails } from '../record/schema.ts'
import { getChangeable, getDetails } from '../record/service.ts'
import { findOffered, lockRunning, updateResponse } from '../responses/repository.ts'

export const awardRfp = defineCommand({
  name: 'rfps.award',
  summary:
    'Award the lines of a closed request, each to one response that offers it; lines may be split between suppliers. All other responses are rejected.',
  permission: 'rfps.award',
  input: awardInput,
  output: rfpDetails,
  async run({ context, tx, input: { id, awards }, audit }) {
    const before = await getChangeable(tx, context, id)
    requireMove(before.status as RfpStatus, 'award')
    const running = await lockRunning(tx, id)
    const lines = await findLines(tx, id)
    const offered = new Set((await findOffered(tx, id)).map(pairOf))
    const lineIds = new Set(lines.map((line) => line.id))
    const runningIds = new Set(running.map((response) => response.id))
    const problems = awards.flatMap(({ line_id: lineId, response_id: responseId }, index): FieldError[] => {
      if (!lineIds.has(lineId)) return [wrong(index, 'line_id', 'is not a line of this request')]
      if (!runningIds.has(responseId))
        return [wrong(index, 'response_id', 'is not a response that can be awarded')]
      if (!offered.has(pairOf({ lineId, responseId })))
        return [wrong(index, 'response_id', 'does not offer this line')]
      return []
    })
    if (problems.length > 0) throw invalidRequest(problems)
    for (const { line_id, response_id } of awards) await awardLine(tx, line_id, response_id)
    const winners = new Set(awards.map(({ response_id }) => response_id))
    for (const response of running)
      await updateResponse(tx, response, { status: winners.has(response.id) ? 'awarded' : 'rejected' })
    await updateRfp(tx, before, { status: 'awarded' })
    await audit({
      action: 'rfp.awarded',
      subjectType: 'rfp',
      subjectId: id,
      details: { name: before.rfpNo, lines: awards.length, of: lines.length, suppliers: winners.size },
    })
    await tellInvited(tx, senderOf(context), before, (supplierId) => {
      const response = running.find((one) => one.supplierId === supplierId)
      if (!response) return undefined
      const won = awards.filter(({ response_id }) => response_id === response.id)
      return decided(
        before,
        lines
          .filter((line) => won.some(({ line_id }) => line_id === line.id))
          .map(
            ({ position, description, quantity, unit }) =>
              `${position}. ${description}: ${quantity} × ${unit}`,
          ),
      )
    })
    return getDetails(tx, context, id)
  },
})

function pairOf({ lineId, responseId }: { lineId: string; responseId: string }): string {
  return `${lineId} ${responseId}`
}

function wrong(index: number, key: string, message: string): FieldError {
  return { path: `awards.${index}.${key}`, code: 'invalid_value', message }
}
