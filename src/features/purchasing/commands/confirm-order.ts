import { followOrderLines } from '#src/features/supplier-performance/service.ts'
import { type FieldError, invalidRequest } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { moveRights, type OrderStatus, requireMove } from '../orders/moves.ts'
import { confirmLine, findLines, updateOrder } from '../orders/repository.ts'
import { confirmOrderInput, orderResource } from '../orders/schema.ts'
import { getOrder, lockSeen } from '../orders/service.ts'

export const confirmOrder = defineCommand({
  name: 'orders.confirm',
  summary: 'Note the days on which the supplier says that lines come. On-time figures go by them.',
  permission: moveRights.confirm,
  input: confirmOrderInput,
  output: orderResource,
  async run({ context, tx, input: { id, lines: given }, audit }) {
    const order = await lockSeen(tx, context, id)
    requireMove(order.status as OrderStatus, 'confirm')
    const lines = new Map((await findLines(tx, id)).map((line) => [line.id, line]))
    const problems = given.flatMap((line, index): FieldError[] => {
      const wrong = (message: string) => [{ path: `lines.${index}.id`, code: 'invalid_value', message }]
      const known = lines.get(line.id)
      if (!known) return wrong('is not a line of this order')
      return known.received >= known.quantity ? wrong('is received in full already') : []
    })
    if (problems.length > 0) throw invalidRequest(problems)
    for (const line of given) await confirmLine(tx, line.id, line.confirmed_on)
    await updateOrder(tx, order, { confirmedAt: order.confirmedAt ?? new Date() })
    const confirmed = given.map((line) => ({ line_no: lines.get(line.id)!.lineNo, on: line.confirmed_on }))
    await audit({
      action: 'order.confirmed',
      subjectType: 'order',
      subjectId: id,
      details: { order_no: order.orderNo, confirmed },
    })
    await followOrderLines(tx, context, id)
    return getOrder(tx, context.principal, id)
  },
})
