import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { createLocation } from '#src/features/inventory/commands/create-location.ts'
import type { Context } from '#src/lib/context.ts'
import { apply, undo, uploadAndCheck } from '../../../tests/support/imports.ts'
import { contextOf, createTenant, ownerRows } from '../../../tests/support/owner.ts'

let context: Context

beforeAll(async () => {
  context = await contextOf(await createTenant(0), 'admin')
  for (const code of ['W1', 'W2']) await createLocation.execute(context, { code, name: `Hall ${code}` })
})

const headings = 'SKU,Product,Unit cost,Price,Currency,Warehouse,On hand,Bin,Reorder point'

/** A file about some of six items at two locations; what rows say of one item agrees. */
const file = fc
  .record({
    places: fc.uniqueArray(fc.tuple(fc.nat(5), fc.constantFrom('W1', 'W2')), {
      minLength: 1,
      selector: String,
    }),
    names: fc.array(fc.constantFrom('Screw', 'Nut; "small"', "'=Bolt", 'Größe'), {
      minLength: 6,
      maxLength: 6,
    }),
    levels: fc.array(fc.tuple(fc.nat(50), fc.constantFrom('', 'A1', 'B,2'), fc.nat(9)), {
      minLength: 12,
      maxLength: 12,
    }),
  })
  .map(({ places, names, levels }) => {
    const lines = places.map(([item, location], index) => {
      const [onHand, bin, reorderPoint] = levels[index]!
      const cells = [`P-${item}`, names[item]!, '1', '2.50', 'EUR', location, onHand, bin, reorderPoint]
      return cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(',')
    })
    return `${headings}\n${lines.join('\n')}\n`
  })

/** What the inventory says, however it came about. */
const inventory = () =>
  ownerRows(
    `select p.sku, p.name, p.unit_price, l.code, i.on_hand, i.bin, i.reorder_point
     from inventory_items i join products p on p.id = i.product_id join locations l on l.id = i.location_id
     where i.tenant_id = $1 and p.status <> 'archived' and (i.on_hand, i.bin is null, i.reorder_point) <> (0, true, 0)
     order by 1, 4`,
    [context.principal.tenantId],
  )

it('an application does what its check said, a second one nothing, and an undo brings back what was', async () => {
  await fc.assert(
    fc.asyncProperty(file, fc.boolean(), async (content, isKept) => {
      const before = await inventory()
      const checked = await uploadAndCheck(context, content)
      expect(checked).toMatchObject({ status: 'checked', counts: { errors: 0 } })
      expect(await inventory()).toEqual(before)
      const applied = await apply(context, checked.id)
      expect(applied.counts).toEqual(checked.counts)
      const again = await uploadAndCheck(context, content)
      expect(again.counts).toMatchObject({ created: 0, changed: 0, movements: 0, errors: 0 })
      if (isKept) return
      await undo(context, checked.id)
      expect(await inventory()).toEqual(before)
    }),
    { numRuns: process.env.FULL ? 100 : 12 },
  )
}, 120_000)
