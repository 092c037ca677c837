import { createResponse } from '#src/features/sourcing/commands/create-response.ts'
import { createRfp } from '#src/features/sourcing/commands/create-rfp.ts'
import { submitResponse } from '#src/features/sourcing/commands/move-response.ts'
import { publishRfp } from '#src/features/sourcing/commands/publish-rfp.ts'
import type { RfpDetails } from '#src/features/sourcing/record/schema.ts'
import type { Context } from '#src/lib/context.ts'
import { ownerRows } from './owner.ts'
import { passDeadlineSql } from './pass-deadline.ts'

/** Three active suppliers, each with a contact; their ids. */
export async function addSuppliers({ principal: { tenantId } }: Context): Promise<string[]> {
  const rows = await ownerRows<{ id: string }>(
    `insert into suppliers (tenant_id, supplier_no, name, currency, status)
     select $1, 'V-' || n, 'Supplier ' || n, 'EUR', 'active' from generate_series(1, 3) n returning id`,
    [tenantId],
  )
  await ownerRows(
    `insert into supplier_contacts (tenant_id, supplier_id, name, email, is_primary)
     select tenant_id, id, 'Contact', supplier_no || '@supplier.example', true from suppliers where tenant_id = $1`,
    [tenantId],
  )
  return rows.map(({ id }) => id)
}

/** A draft of ten chairs and three tables. */
export function draftRfp(context: Context, given: object = {}): Promise<RfpDetails> {
  return createRfp.execute(context, {
    ...{ rfp_no: crypto.randomUUID(), title: 'Chairs', currency: 'EUR', deadline: '2099-01-01T00:00:00Z' },
    lines: [
      { description: 'Chair', quantity: 10 },
      { description: 'Table', quantity: 3 },
    ],
    criteria: [
      { name: 'Price', weight: 60 },
      { name: 'Quality', weight: 40 },
    ],
    ...given,
  })
}

export async function publishedRfp(context: Context, supplier_ids: string[]): Promise<RfpDetails> {
  const { id } = await draftRfp(context, { supplier_ids })
  return publishRfp.execute(context, { id })
}

/** Submits what a supplier asks for each line; an empty price leaves its line out. */
export async function respond(
  context: Context,
  rfp: RfpDetails,
  supplier_id: string,
  prices: string[],
): Promise<string> {
  const lines = prices.flatMap((price, index) => (price ? [{ line_id: rfp.lines[index]!.id, price }] : []))
  const { id } = await createResponse.execute(context, { id: rfp.id, supplier_id, lines })
  await submitResponse.execute(context, { id: rfp.id, response: id })
  return id
}

/** Lets the deadline of a request pass, which nothing but time can. */
export async function passDeadline(id: string): Promise<void> {
  await ownerRows(passDeadlineSql(id))
}
