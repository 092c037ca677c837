import * as z from 'zod'
import { invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { findBalanceAt } from '../ledger/repository.ts'
import { toMovement } from '../ledger/resource.ts'
import { countInput, movementResource } from '../ledger/schema.ts'
import { bookCounted, lockExisting } from '../ledger/service.ts'

export const countStock = defineCommand({
  name: 'inventory.count',
  summary: 'Book what was counted at one location: the difference to what was there at the counting.',
  permission: 'stock.count',
  input: countInput,
  output: z.object({
    location_id: z.uuid(),
    differences: z.number().int(),
    movements: z.array(movementResource),
  }),
  async run({ context, tx, input, audit }) {
    refuseRepeats(input.lines)
    const keyOf = (line: { item_id: string }) => ({ productId: line.item_id, locationId: input.location_id })
    const levelOf = await lockExisting(tx, input.lines.map(keyOf))
    const counted = []
    for (const [index, line] of input.lines.entries()) {
      const key = keyOf(line)
      const seq = line.seq ?? levelOf(key).seq
      const expected = line.seq === undefined ? levelOf(key).onHand : await findBalanceAt(tx, key, line.seq)
      if (expected === undefined)
        throw invalid(
          `lines.${index}.seq`,
          `is no movement of this level, whose last one is ${levelOf(key).seq}`,
        )
      counted.push({ ...key, counted: line.counted, expected, seq })
    }
    const about = { reason: input.reason ?? 'Counted' }
    const rows = await bookCounted(tx, context.principal, counted, about)
    const differences = rows.filter(({ quantity }) => quantity !== 0).length
    await audit({
      action: 'stock.counted',
      subjectType: 'location',
      subjectId: input.location_id,
      details: { lines: rows.length, differences },
    })
    return { location_id: input.location_id, differences, movements: rows.map(toMovement) }
  },
})

function refuseRepeats(lines: { item_id: string }[]): void {
  const seen = new Set<string>()
  for (const [index, { item_id }] of lines.entries()) {
    if (seen.has(item_id)) throw invalid(`lines.${index}.item_id`, 'is counted in an earlier line already')
    seen.add(item_id)
  }
}
