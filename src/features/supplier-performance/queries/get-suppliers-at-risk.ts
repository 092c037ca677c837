import * as z from 'zod'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { findSuppliersAtRisk } from '../predictions/repository.ts'
import { supplierStanding } from '../record/schema.ts'

const most = 20

export const getSuppliersAtRisk = defineQuery({
  name: 'analytics.lateness.suppliers',
  summary: 'The 20 suppliers with most open lines expected late, beside how they delivered in the last year.',
  permission: 'analytics.read',
  input: z.strictObject({}),
  output: z.object({ suppliers: z.array(supplierStanding) }),
  longReadSeconds: 10,
  async run({ tx }) {
    const found = await findSuppliersAtRisk(tx, most)
    return {
      suppliers: found.map((one) => ({
        id: one.id,
        supplier_no: one.supplierNo,
        name: one.name,
        open_lines: one.openLines,
        expected_late: one.expectedLate,
        deliveries: one.deliveries,
        on_time_in_full: one.onTimeInFull,
        days_late: one.daysLate,
        reject_rate: one.rejectRate,
      })),
    }
  },
})
