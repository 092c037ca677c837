import * as z from 'zod'
import { abcClasses, xyzClasses } from '#src/lib/db/schema/company/sales.ts'

const day = z.iso.date('must be a day such as 2026-05-04').optional()

export const analyticsInput = z
  .strictObject({
    /** Both included; absent: the 365 days until today. */
    date_from: day,
    date_to: day,
  })
  .refine(({ date_from, date_to }) => (date_from === undefined) === (date_to === undefined), {
    path: ['date_to'],
    error: 'goes with date_from: give both or neither',
  })
  .refine(({ date_from, date_to }) => !date_from || !date_to || date_from <= date_to, {
    path: ['date_to'],
    error: 'must not be before date_from',
  })

export const analyticsResource = z.object({
  date_from: z.iso.date(),
  date_to: z.iso.date(),
  /** Sums never mix currencies. */
  currencies: z.array(
    z.object({
      currency: z.string(),
      stock_value: z.string(),
      issued_cost: z.string(),
      /** How often the stock went out in a year; null where nothing lies there. */
      turnover: z.number().nullable(),
      /** For how many days it lasts at this pace; null where nothing went out. */
      cover_days: z.number().nullable(),
    }),
  ),
  /** A, B, C: the first 80, 95 and 100 % of issued value; X, Y, Z: variation up to 0.5, up to 1.0, above. */
  classes: z.array(
    z.object({
      currency: z.string(),
      abc: z.enum(abcClasses),
      xyz: z.enum(xyzClasses),
      items: z.number().int(),
      issued_cost: z.string(),
      stock_value: z.string(),
    }),
  ),
})
