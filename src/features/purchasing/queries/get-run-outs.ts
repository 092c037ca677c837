import * as z from 'zod'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { todayOf } from '../orders/today.ts'
import { findRunOuts } from '../reorder/repository.ts'
import { runOuts } from '../reorder/schema.ts'

const shown = 5

/** What Home shows to who can order. */
export const getRunOuts = defineQuery({
  name: 'reorder.run_outs',
  summary: `The first ${shown} items that run out before an order of today would arrive, and how many there are.`,
  permission: 'orders.write',
  input: z.strictObject({}),
  output: runOuts,
  async run({ context, tx }) {
    const rows = await findRunOuts(tx, todayOf(context.principal), shown)
    return {
      total: rows[0]?.total ?? 0,
      items: rows.map(({ itemId, sku, name, runOutOn }) => ({
        item_id: itemId,
        sku,
        name,
        run_out_on: runOutOn,
      })),
    }
  },
})
