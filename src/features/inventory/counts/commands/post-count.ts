import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { findMissing, lockLevels } from '../../ledger/repository.ts'
import { bookCounted } from '../../ledger/service.ts'
import { type BookedLine, findCounted } from '../lines/repository.ts'
import { getDetails } from '../lines/service.ts'
import { moveRights } from '../moves.ts'
import { type CountRow, updateCount } from '../repository.ts'
import { countById, countDetails } from '../schema.ts'
import { lockFor } from '../service.ts'

const linesAtOnce = 500

export const postCount = defineCommand({
  name: 'inventory.counts.post',
  summary: 'Book every counted line: the difference to what was there when it was counted.',
  permission: moveRights.post,
  input: countById,
  output: countDetails,
  async run({ context, tx, input: { id }, audit }) {
    const count = await lockFor(tx, context, id, 'post')
    let after: string | undefined
    let differences = 0
    // One transaction, so that nobody ever sees half a count; a page at a time, so that it needs little memory.
    do {
      const lines = await findCounted(tx, id, after, linesAtOnce)
      if (lines.length > 0) await book(tx, context, count, lines)
      differences += lines.filter(({ counted, expected }) => counted !== expected).length
      after = lines.length === linesAtOnce ? lines.at(-1)!.productId : undefined
    } while (after !== undefined)
    const postedBy = context.principal.userId
    await updateCount(tx, count, { status: 'posted', postedAt: new Date(), postedBy })
    await audit({
      action: 'count.posted',
      subjectType: 'stock_count',
      subjectId: id,
      details: { count_no: count.countNo, lines: count.counted, differences },
    })
    return getDetails(tx, context.principal, id)
  },
})

async function book(tx: Tx, { principal }: Context, count: CountRow, lines: BookedLine[]): Promise<void> {
  const counted = lines.map((line) => ({ ...line, locationId: count.locationId }))
  await lockLevels(tx, counted)
  const archived = (await findMissing(tx, counted)).productIds
  const lost = lines.find((line) => archived.has(line.productId) && line.counted !== line.expected)
  if (lost)
    throw new AppError('conflict', `${lost.sku} was archived after it was counted. Count it again.`, {
      facts: { item_id: lost.productId },
    })
  const about = { reason: 'Counted', reference: count.countNo, countId: count.id }
  try {
    await bookCounted(tx, principal, counted, about)
  } catch (error) {
    throw inWords(error, lines)
  }
}

/** A level that moved on in a way that the counting cannot be booked to any more, by the name of its item. */
function inWords(error: unknown, lines: BookedLine[]): unknown {
  if (!(error instanceof AppError)) return error
  const sku = lines.find(({ productId }) => productId === error.details.facts?.item_id)?.sku
  const { code, details } = error
  if (code === 'insufficient_stock')
    return new AppError(code, `More of ${sku} has left since than was counted. Count it again.`, details)
  if (code === 'stale')
    return new AppError(
      code,
      `Another count has booked a difference of ${sku} since. Count it again.`,
      details,
    )
  return error
}
