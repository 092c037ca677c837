import { defineQuery } from '#src/lib/operation/operation.ts'
import { type CurrencyRow, sumByClass, sumByCurrency } from '../analytics/repository.ts'
import { analyticsInput, analyticsResource } from '../analytics/schema.ts'
import { daysOf, lastYear } from '../analytics/span.ts'

export const getAnalytics = defineQuery({
  name: 'inventory.analytics',
  summary: 'Turnover and cover of the stock, and its items by value (ABC) and regularity (XYZ).',
  permission: 'inventory.read',
  longReadSeconds: 20,
  input: analyticsInput,
  output: analyticsResource,
  async run({ context: { principal }, tx, input }) {
    const { timeZone } = principal
    const year = lastYear(new Date(), timeZone)
    const span = { from: input.date_from ?? year.from, to: input.date_to ?? year.to, timeZone }
    const currencies = await sumByCurrency(tx, span)
    const classes = await sumByClass(tx, span)
    return {
      ...{ date_from: span.from, date_to: span.to },
      currencies: currencies.map((row) => ({
        ...{ currency: row.currency, stock_value: row.stockValue, issued_cost: row.issuedCost },
        ...pace(row, daysOf(span)),
      })),
      classes: classes.map(({ currency, abc, xyz, items, issuedCost, stockValue }) => ({
        ...{ currency, items, issued_cost: issuedCost, stock_value: stockValue },
        abc: abc as 'A' | 'B' | 'C',
        xyz: xyz as 'X' | 'Y' | 'Z',
      })),
    }
  },
})

/** Figures without data are null. */
function pace({ stockValue, issuedCost }: CurrencyRow, days: number) {
  const [value, issued] = [Number(stockValue), Number(issuedCost)]
  const rounded = (figure: number) => Math.round(figure * 100) / 100
  return {
    turnover: value > 0 ? rounded((issued / value) * (365 / days)) : null,
    cover_days: issued > 0 ? rounded((value / issued) * days) : null,
  }
}
