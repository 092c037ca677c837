import { AppError, type FieldError, invalidRequest } from '#src/lib/errors.ts'
import { mostAccepted } from '../orders/moves.ts'
import type { FoundLine } from '../orders/repository.ts'
import type { DeliveryLineInput } from './schema.ts'

/** A line of a delivery beside the line of the order that it is for. */
export interface Arrival {
  line: FoundLine
  quantity: number
  accepted: number
  rejected: number
  reason: string | undefined
}

/** Throws `invalid_request` for lines that are none of the order's, or named twice. */
export function arrivalsOf(lines: FoundLine[], given: DeliveryLineInput[]): Arrival[] {
  const left = new Map(lines.map((line) => [line.id, line]))
  const problems: FieldError[] = []
  const arrivals = given.flatMap((one, index): Arrival[] => {
    const line = left.get(one.order_line_id)
    left.delete(one.order_line_id)
    if (!line) {
      const message = 'is not a line of this order, or named twice'
      problems.push({ path: `lines.${index}.order_line_id`, code: 'invalid_value', message })
      return []
    }
    const { quantity, rejected, rejection_reason: reason } = one
    return [{ line, quantity, accepted: quantity - rejected, rejected, reason }]
  })
  if (problems.length > 0) throw invalidRequest(problems)
  return arrivals
}

/** Refuses what all deliveries of a line together may not bring; the line must be locked. */
export function requireWithinTolerance(arrivals: Arrival[], tolerancePercent: number): void {
  for (const [index, { line, accepted }] of arrivals.entries()) {
    const room = mostAccepted(line.quantity, tolerancePercent) - line.received
    if (accepted <= room) continue
    const message =
      `Line ${line.lineNo}: ${line.quantity} were ordered and ${line.received} received, ` +
      `so at most ${room} more can be accepted. Reject the rest, or change the tolerance.`
    throw new AppError('conflict', message, {
      errors: [
        {
          path: `lines.${index}.quantity`,
          code: 'over_delivery',
          message: `at most ${room} can be accepted`,
        },
      ],
      facts: { order_line_id: line.id, room },
    })
  }
}
