import * as z from 'zod'
import { defineQuery } from '#src/lib/operation/operation.ts'
import {
  countEndings,
  countItems,
  countOnTime,
  countSuppliersBy,
  rateSuppliers,
  sumSpend,
} from '../metrics/repository.ts'
import { supplierMetrics } from '../metrics/schema.ts'
import { todayOf } from '../prices/price.ts'

export const getMetrics = defineQuery({
  name: 'suppliers.metrics',
  summary:
    'How many suppliers there are by state, tier, country and category, which items they cover, what was spent and how they deliver.',
  permission: 'suppliers.read',
  input: z.strictObject({}),
  output: supplierMetrics,
  longReadSeconds: 10,
  async run({ context: { principal }, tx }) {
    const today = todayOf(principal)
    const { of, part } = await countOnTime(tx, today)
    const { suppliers, ...rating } = await rateSuppliers(tx)
    return {
      suppliers,
      by_status: await countSuppliersBy(tx, 'status'),
      by_tier: await countSuppliersBy(tx, 'tier'),
      by_country: await countSuppliersBy(tx, 'country'),
      by_category: await countSuppliersBy(tx, 'category'),
      rating,
      items: await countItems(tx, today),
      spend: await sumSpend(tx, today),
      on_time_in_full: { value: of === 0 ? null : Math.round((1000 * part) / of) / 10, part, of },
      ending_soon: await countEndings(tx, today),
    }
  },
})
