import * as z from 'zod'
import { mostMinorUnits } from '#src/features/spend/schema.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { fromOffer } from '../finding/opportunity.ts'
import { findItems, findSupplier, type Item } from '../finding/repository.ts'
import { findOpportunity, insertOpportunities } from '../record/repository.ts'
import { toOpportunity } from '../record/resource.ts'
import { createOfferInput, opportunityResource } from '../record/schema.ts'

export const createOffer = defineCommand({
  name: 'scouting.opportunities.create',
  summary:
    'Send in an offer of a supplier as an opportunity; it is ranked beside what the item usually costs.',
  permission: 'trading.create',
  input: createOfferInput,
  output: opportunityResource,
  async run({ context, tx, input, audit }) {
    const { instrument, supplier_id, quantity, unit_price, currency } = input
    const validUntil = new Date(input.valid_until)
    if (validUntil <= new Date()) throw invalid('valid_until', 'must be in the future')
    if (unit_price * quantity > mostMinorUnits)
      throw invalid('quantity', `times unit_price must be at most ${mostMinorUnits} minor units`)
    const supplier = supplier_id ? await findSupplier(tx, supplier_id) : undefined
    if (supplier_id && !supplier) throw invalid('supplier_id', 'must be the ID of a supplier of your company')
    const item = await itemOf(tx, instrument)
    const { tenantId, userId } = context.principal
    const [id] = await insertOpportunities(tx, tenantId, [
      {
        ...fromOffer({ quantity, unitPrice: unit_price, currency }, item, supplier),
        ...{
          kind: 'offer',
          instrumentKind: instrument.kind,
          instrumentId: instrument.id,
          currency,
          validUntil,
        },
        title: input.title ?? item?.name ?? instrument.id,
        supplierId: supplier_id,
        category: input.category ?? item?.category ?? null,
        createdBy: userId,
      },
    ])
    const row = (await findOpportunity(tx, id!))!
    await audit({
      action: 'opportunity.created',
      subjectType: 'opportunity',
      subjectId: row.id,
      details: { name: row.title, amount: row.amount, currency },
    })
    return toOpportunity(row)
  },
})

/** What is known of a product; other things are not known. */
async function itemOf(tx: Tx, { kind, id }: { kind: string; id: string }): Promise<Item | undefined> {
  if (kind !== 'product') return undefined
  const [item] = z.uuid().safeParse(id).success ? await findItems(tx, [id]) : []
  if (!item) throw invalid('instrument.id', 'must be the ID of an active product of your company')
  return item
}
