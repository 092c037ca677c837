import type { Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError, invalid } from '#src/lib/errors.ts'
import { type Audit, defineCommand } from '#src/lib/operation/operation.ts'
import type { Level, LevelKey } from '../ledger/repository.ts'
import { toMovement } from '../ledger/resource.ts'
import { type Adjustment, adjustInput, type MovementResource, movementResource } from '../ledger/schema.ts'
import { lockExisting, post, requireExisting } from '../ledger/service.ts'

export const adjustItem = defineCommand({
  name: 'inventory.adjust',
  summary:
    'Post a movement: by a quantity, or to what is there now with the number of the last movement seen.',
  permission: 'stock.post',
  input: adjustInput,
  output: movementResource,
  async run({ context, tx, input: { id, ...rest }, audit }) {
    return adjustStock(tx, context.principal, { item_id: id, ...rest }, audit)
  },
})

/** Posts one movement; the ledger takes the lock of its level as late as it can. */
export async function adjustStock(
  tx: Tx,
  actor: Principal,
  input: Adjustment,
  audit: Audit,
): Promise<MovementResource> {
  const key = { productId: input.item_id, locationId: input.location_id }
  const quantity = await quantityOf(tx, key, input)
  requireSign(input.kind, quantity)
  if (input.reservation_id && input.kind !== 'issue')
    throw invalid('reservation_id', 'is for movements of the kind issue')
  const [row] = await post(tx, actor, [
    {
      ...key,
      quantity,
      kind: input.kind,
      reason: input.reason,
      unitCost: input.unit_cost,
      reference: input.reference,
      reservationId: input.reservation_id,
      occurredAt: input.occurred_at,
    },
  ])
  const movement = toMovement(row!)
  const { kind, reason, balance_after, location_id } = movement
  await audit({
    action: 'stock.adjusted',
    subjectType: 'item',
    subjectId: input.item_id,
    details: { kind, quantity, reason, balance_after, location_id, movement_id: movement.id },
  })
  return movement
}

/** Only who compares what they saw with what is there needs the level beforehand, and so its lock. */
async function quantityOf(
  tx: Tx,
  key: LevelKey,
  { quantity, set_to, expected_seq }: Adjustment,
): Promise<number> {
  if ((quantity === undefined) === (set_to === undefined))
    throw invalid('quantity', 'give either quantity or set_to with expected_seq')
  if (quantity === 0) throw invalid('quantity', 'must not be 0')
  if (expected_seq === undefined) {
    if (quantity === undefined)
      throw invalid('expected_seq', 'is needed beside set_to: the number of the last movement that you saw')
    await requireExisting(tx, [key])
    return quantity
  }
  const level = (await lockExisting(tx, [key]))(key)
  requireSeq(expected_seq, level)
  if (quantity !== undefined) return quantity
  if (set_to === level.onHand) throw new AppError('conflict', `${set_to} is what the ledger says already.`)
  return set_to! - level.onHand
}

function requireSeq(expected: number, { seq, onHand }: Level): void {
  if (expected === seq) return
  const message = `Goods were moved since: the last movement is no. ${seq}, and ${onHand} are on hand. Look again.`
  throw new AppError('stale', message, { facts: { seq, on_hand: onHand } })
}

const gains = ['receipt', 'return_in']
const losses = ['issue', 'return_out', 'scrap']

function requireSign(kind: string, quantity: number): void {
  if (gains.includes(kind) && quantity < 0)
    throw invalid('quantity', `must be positive for the kind ${kind}, which brings goods in`)
  if (losses.includes(kind) && quantity > 0)
    throw invalid('quantity', `must be negative for the kind ${kind}, which takes goods out`)
}
