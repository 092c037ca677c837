import { beforeAll, describe, expect, it } from 'vitest'
import { createItem } from '#src/features/inventory/commands/create-item.ts'
import { createLocation } from '#src/features/inventory/commands/create-location.ts'
import { getPurchaseOrder } from '#src/features/purchasing/queries/get-order.ts'
import { listOrders } from '#src/features/purchasing/queries/list-orders.ts'
import { changeSupplier } from '#src/features/suppliers/commands/change.ts'
import type { Context } from '#src/lib/context.ts'
import { contextsOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { errorOf } from '../../../../tests/support/purchasing.ts'
import { addSuppliers, draftRfp, passDeadline, respond } from '../../../../tests/support/rfps.ts'
import { invitationLetter } from '../documents/invitation.ts'
import { printRfp } from '../queries/print-rfp.ts'
import { awardRfp } from './award-rfp.ts'
import { closeRfp } from './move-rfp.ts'
import { publishRfp } from './publish-rfp.ts'
import { scoreResponse } from './score-response.ts'

let admin: Context
let suppliers: string[]
let items: string[]

beforeAll(async () => {
  admin = (await contextsOf(await createTenant(0, { timeZone: 'UTC' }))).admin
  suppliers = await addSuppliers(admin)
  const cost = { unitCost: '1', price: '2', currency: 'EUR' }
  const made = ['CHAIR', 'TABLE'].map((sku) => createItem.execute(admin, { sku, name: sku, ...cost }))
  items = (await Promise.all(made)).map(({ id }) => id)
  await createLocation.execute(admin, { code: 'W', name: 'Warehouse' })
})

/** Closed, with ten chairs, three tables and a line in words; two suppliers offered all of it. */
async function closed() {
  const lines = [
    { description: 'Chair', quantity: 10, item_id: items[0] },
    { description: 'Table', quantity: 3, item_id: items[1] },
    { description: 'Assembly', quantity: 12, unit: 'month' },
  ]
  const rfp = await draftRfp(admin, { lines, supplier_ids: suppliers })
  await publishRfp.execute(admin, { id: rfp.id })
  const responses = [
    await respond(admin, rfp, suppliers[0]!, ['10', '20.5', '5']),
    await respond(admin, rfp, suppliers[1]!, ['9', '21', '6']),
  ]
  await passDeadline(rfp.id)
  await closeRfp.execute(admin, { id: rfp.id })
  const award = (...choice: number[]) =>
    awardRfp.execute(admin, {
      id: rfp.id,
      awards: choice.map((response, line) => ({
        line_id: rfp.lines[line]!.id,
        response_id: responses[response]!,
      })),
    })
  return { rfp, responses, award }
}

const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

describe('an award', () => {
  it('drafts one order for each supplier with the lines that name an item, linked both ways', async () => {
    const { rfp, award } = await closed()
    const { orders } = await award(1, 0, 0)
    expect(orders).toMatchObject([
      { supplier_name: 'Supplier 2', status: 'draft' },
      { supplier_name: 'Supplier 1', status: 'draft' },
    ])
    const [chairs, tables] = await Promise.all(
      orders.map(({ id }) => getPurchaseOrder.execute(admin, { id })),
    )
    expect(chairs).toMatchObject({
      ...{
        rfp: { id: rfp.id, rfp_no: rfp.rfp_no },
        currency: 'EUR',
        total: '90.00',
        location_name: 'Warehouse',
      },
      lines: [{ item_id: items[0], quantity: 10, price: '9.0000', due_on: dayIn(14) }],
    })
    expect(tables!.lines).toMatchObject([{ item_id: items[1], quantity: 3, price: '20.5000' }])
  })

  it('of five at once drafts once, and one that cannot be drafted leaves nothing', async () => {
    const { rfp, award } = await closed()
    await changeSupplier.execute(admin, { id: suppliers[0]!, status: 'suspended' })
    const before = (await listOrders.execute(admin, {})).pagination.total
    expect((await errorOf(award(1, 0))).message).toContain('Supplier 1 is suspended')
    expect((await listOrders.execute(admin, {})).pagination.total).toBe(before)
    await changeSupplier.execute(admin, { id: suppliers[0]!, status: 'active' })
    const done = await Promise.allSettled(Array.from({ length: 5 }, () => award(1, 0)))
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const rows = await ownerRows('select id from purchase_orders where rfp_id = $1', [rfp.id])
    expect(rows).toHaveLength(2)
  })

  it('needs no warehouse where nothing is drafted', async () => {
    const { rfp, responses } = await closed()
    const lineId = rfp.lines[2]!.id
    const awarded = await awardRfp.execute(admin, {
      id: rfp.id,
      awards: [{ line_id: lineId, response_id: responses[0]! }],
    })
    expect(awarded).toMatchObject({ status: 'awarded', orders: [] })
  })

  it('is told to everybody who answered, and no decision before it is', async () => {
    const { rfp, responses, award } = await closed()
    await scoreResponse.execute(admin, { id: rfp.id, response: responses[1]!, decision: 'rejected' })
    const mails = () =>
      ownerRows<{ recipient: string; body: string }>(
        `select recipient, body from outgoing_mails where subject_id = $1 and kind = 'awarded' order by recipient`,
        [rfp.id],
      )
    expect(await mails()).toEqual([])
    await award(0, 0, 0)
    const [winner, other, ...rest] = await mails()
    expect(winner!.body).toContain('1. Chair: 10 pieces\n2. Table: 3 pieces\n3. Assembly: 12 months')
    expect(other).toMatchObject({ recipient: 'V-2@supplier.example' })
    expect(other!.body).toContain('was awarded to others')
    expect(rest).toEqual([])
  })
})

describe('an invitation on paper', () => {
  it('names its supplier, says how many of what, and leaves room for prices', async () => {
    const { rfp } = await closed()
    const print = (supplier_id?: string) => printRfp.execute(admin, { id: rfp.id, supplier_id })
    const letter = invitationLetter(admin.principal, await print(suppliers[2]))
    expect(letter.addressee).toBe('Supplier 3 (V-3)')
    expect(letter.rows).toEqual([
      ['1', 'Chair\nOur no. CHAIR', '10 pieces', ''],
      ['2', 'Table\nOur no. TABLE', '3 pieces', ''],
      ['3', 'Assembly', '12 months', ''],
    ])
    expect(letter.facts).toContainEqual(['Judged by', 'Price 60 %, Quality 40 %'])
    expect(invitationLetter(admin.principal, await print()).addressee).toBe('To the invited suppliers')
    const wrong = await errorOf(print(crypto.randomUUID()))
    expect(wrong.details.errors).toMatchObject([{ path: 'supplier_id' }])
  })
})
