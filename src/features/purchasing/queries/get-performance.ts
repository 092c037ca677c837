import { setTimeZone } from '#src/features/datasets/rows/repository.ts'
import { notFound } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { todayOf } from '../orders/today.ts'
import { findSupplierNo, readPerformance } from '../scorecards/repository.ts'
import { performanceById, supplierPerformance } from '../scorecards/schema.ts'
import { periodsUntil, toPeriod } from '../scorecards/scorecard.ts'

export const getPerformance = defineQuery({
  name: 'suppliers.performance',
  summary:
    'A supplier’s scorecard for this quarter and the last year: on time in full, days late, rejects, response. Every figure names its lines.',
  permission: 'orders.read',
  input: performanceById,
  output: supplierPerformance,
  longReadSeconds: 10,
  async run({ context: { principal }, tx, input: { id } }) {
    const supplierNo = await findSupplierNo(tx, id)
    if (supplierNo === undefined) throw notFound('supplier')
    await setTimeZone(tx, principal.timeZone)
    const periods = []
    for (const period of periodsUntil(todayOf(principal)))
      periods.push(toPeriod(supplierNo, period, await readPerformance(tx, id, period)))
    return { supplier_id: id, periods }
  },
})
