import { draftOrder, locationFor } from '#src/features/purchasing/orders/service.ts'
import { refreshCommitted } from '#src/features/purchasing/reorder/service.ts'
import type { Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { type FieldError, invalidRequest } from '#src/lib/errors.ts'
import { type Audit, defineCommand } from '#src/lib/operation/operation.ts'
import { type Award, draftsOf } from '../drafts/drafts.ts'
import { decided, senderOf, tellInvited, wordsOf } from '../notices/service.ts'
import { type RfpStatus, requireMove } from '../record/moves.ts'
import { awardLine, findLines, updateRfp } from '../record/repository.ts'
import { awardInput, rfpDetails } from '../record/schema.ts'
import { getChangeable, getDetails, type LockedRfp } from '../record/service.ts'
import { findAnswered, findOffered, lockRunning, updateResponse } from '../responses/repository.ts'

export const awardRfp = defineCommand({
  name: 'rfps.award',
  summary:
    'Award the lines of a closed request, each to one response that offers it; lines may be split between suppliers. All other responses are rejected, and an order is drafted for each supplier with the awarded lines that name an item.',
  permission: 'rfps.award',
  input: awardInput,
  output: rfpDetails,
  async run({ context, tx, input: { id, location_id, awards }, audit }) {
    const before = await getChangeable(tx, context, id)
    requireMove(before.status as RfpStatus, 'award')
    const running = await lockRunning(tx, id)
    const lines = await findLines(tx, id)
    const offered = new Map((await findOffered(tx, id)).map((one) => [pairOf(one), one]))
    const lineById = new Map(lines.map((line) => [line.id, line]))
    const runningById = new Map(running.map((response) => [response.id, response]))
    const problems: FieldError[] = []
    const won = awards.flatMap(({ line_id: lineId, response_id: responseId }, index): Award[] => {
      const line = lineById.get(lineId)
      const response = runningById.get(responseId)
      const offer = offered.get(pairOf({ lineId, responseId }))
      if (!line) problems.push(wrong(index, 'line_id', 'is not a line of this request'))
      else if (!response) problems.push(wrong(index, 'response_id', 'is not a response that can be awarded'))
      else if (!offer) problems.push(wrong(index, 'response_id', 'does not offer this line'))
      else return [{ line, response, price: offer.price! }]
      return []
    })
    if (problems.length > 0) throw invalidRequest(problems)
    for (const { line_id, response_id } of awards) await awardLine(tx, line_id, response_id)
    const winners = new Set(awards.map(({ response_id }) => response_id))
    for (const response of running)
      await updateResponse(tx, response, { status: winners.has(response.id) ? 'awarded' : 'rejected' })
    await updateRfp(tx, before, { status: 'awarded' })
    const orders = await draft(tx, context.principal, before, won, location_id, audit)
    await audit({
      action: 'rfp.awarded',
      subjectType: 'rfp',
      subjectId: id,
      details: {
        ...{ name: before.rfpNo, lines: awards.length, of: lines.length, suppliers: winners.size, orders },
      },
    })
    // Those that were rejected while they were scored hear of it now, too.
    const answered = await findAnswered(tx, id)
    await tellInvited(tx, senderOf(context), before, (supplierId) => {
      if (!answered.has(supplierId)) return undefined
      const own = won.filter(({ response }) => response.supplierId === supplierId)
      return decided(before, lines.filter((line) => own.some((one) => one.line === line)).map(wordsOf))
    })
    return getDetails(tx, context, id)
  },
  after: ({ context, output }) => refreshCommitted(context, output.lines),
})

/** Drafts an order for each supplier; resolves to their numbers. */
async function draft(
  tx: Tx,
  principal: Principal,
  rfp: LockedRfp,
  won: Award[],
  location: string | undefined,
  audit: Audit,
): Promise<string[]> {
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: principal.timeZone })
  const drafts = draftsOf(won, rfp.currency, today)
  if (drafts.length === 0) return []
  const location_id = await locationFor(tx, location)
  const numbers: string[] = []
  for (const one of drafts)
    numbers.push(
      (await draftOrder(tx, principal, { ...one, location_id }, audit, { rfpId: rfp.id })).order_no,
    )
  return numbers
}

function pairOf({ lineId, responseId }: { lineId: string; responseId: string }): string {
  return `${lineId} ${responseId}`
}

function wrong(index: number, key: string, message: string): FieldError {
  return { path: `awards.${index}.${key}`, code: 'invalid_value', message }
}
