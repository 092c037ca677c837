import type { accountTypes, ledgerSources } from '#src/lib/db/schema/company/ledger.ts'
import { addDays } from './calendar.ts'
import type { Campaign } from './campaigns.ts'
import { fromUnits, roundToCents, toUnits } from './decimal.ts'
import type { Payment } from './payroll.ts'
import { closingDay, type Sale, timeZone } from './trade.ts'

export const accounts: { accountNo: string; name: string; type: (typeof accountTypes)[number] }[] = [
  { accountNo: '1000', name: 'Bank', type: 'asset' },
  { accountNo: '1200', name: 'Receivables', type: 'asset' },
  { accountNo: '1300', name: 'Inventory', type: 'asset' },
  { accountNo: '2100', name: 'Wages payable', type: 'liability' },
  { accountNo: '2200', name: 'Payroll tax payable', type: 'liability' },
  { accountNo: '4000', name: 'Sales', type: 'revenue' },
  { accountNo: '5000', name: 'Cost of goods sold', type: 'expense' },
  { accountNo: '6000', name: 'Wages', type: 'expense' },
  { accountNo: '6200', name: 'Marketing', type: 'expense' },
]

interface Journal {
  journalNo: string
  postedOn: string
  source: (typeof ledgerSources)[number]
  reference: string
  description: string
  /** Account, and cents: above 0 in debit, below in credit. */
  lines: [string, bigint][]
}

/** The books: every order with its cost and payment, every month of pay and of purchases, every campaign. */
export function buildLedger(sales: Sale[], payroll: Payment[], campaigns: Campaign[]) {
  const orders = [...Map.groupBy(sales, ({ orderNo }) => orderNo).values()]
  const journals = [
    ...orders.flatMap(journalsOfOrder),
    ...purchases(orders),
    ...[...Map.groupBy(payroll, ({ periodStart }) => periodStart.slice(0, 7))].flatMap(journalsOfPay),
    ...campaigns.flatMap(journalsOfCampaign),
  ]
  return journals
    .toSorted((a, b) => (a.postedOn < b.postedOn ? -1 : a.postedOn > b.postedOn ? 1 : 0))
    .flatMap(({ lines, ...journal }) =>
      lines
        .filter(([, cents]) => cents !== 0n)
        .map(([accountNo, cents]) => ({
          ...journal,
          accountNo,
          debit: fromUnits(cents > 0n ? cents : 0n, 2),
          credit: fromUnits(cents < 0n ? -cents : 0n, 2),
          currency: 'USD',
          createdAt: `${journal.postedOn} 20:00:00 ${timeZone}`,
          updatedAt: `${journal.postedOn} 20:00:00 ${timeZone}`,
        })),
    )
    .map((line, index) => ({ entryNo: index + 1, ...line }))
}

export type LedgerEntry = ReturnType<typeof buildLedger>[number]

/** An order's amount in cents: its lines are added first and rounded once. */
export function orderTotal(lines: Sale[]): bigint {
  return roundToCents(lines.reduce((sum, { amount }) => sum + toUnits(amount, 4), 0n))
}

function orderCost(lines: Sale[]): bigint {
  return roundToCents(
    lines.reduce((sum, line) => sum + toUnits(line.amount, 4) - toUnits(line.profit, 4), 0n),
  )
}

function journalsOfOrder(lines: Sale[]): Journal[] {
  const { orderNo, orderDate, status, updatedAt } = lines[0]!
  const [total, cost] = [orderTotal(lines), orderCost(lines)]
  const about = { source: 'sale', reference: orderNo } as const
  const sold: Journal['lines'] = [
    ['1200', total],
    ['4000', -total],
    ['5000', cost],
    ['1300', -cost],
  ]
  const sale = { ...about, journalNo: `S-${orderNo}`, postedOn: orderDate, description: 'Sale', lines: sold }
  if (status === 'returned') {
    const back = sold.map(([account, cents]): [string, bigint] => [account, -cents])
    const postedOn = updatedAt.slice(0, 10)
    return [sale, { ...about, journalNo: `R-${orderNo}`, postedOn, description: 'Return', lines: back }]
  }
  const paidOn = addDays(orderDate, 30)
  if (paidOn > closingDay) return [sale]
  const paid: Journal['lines'] = [
    ['1000', total],
    ['1200', -total],
  ]
  const payment = { source: 'payment', reference: orderNo, description: 'Payment received' } as const
  return [sale, { ...payment, journalNo: `B-${orderNo}`, postedOn: paidOn, lines: paid }]
}

/** What a month sold was bought at its beginning. */
function purchases(orders: Sale[][]): Journal[] {
  const months = Map.groupBy(orders, (lines) => lines[0]!.orderDate.slice(0, 7))
  return [...months].map(([month, own]) => {
    const cost = own.reduce((sum, lines) => sum + orderCost(lines), 0n)
    return {
      journalNo: `G-${month}`,
      postedOn: `${month}-01`,
      source: 'manual',
      reference: month,
      description: 'Goods bought',
      lines: [
        ['1300', cost],
        ['1000', -cost],
      ],
    }
  })
}

function journalsOfPay([month, payments]: [string, Payment[]]): Journal[] {
  const sum = (key: 'gross' | 'tax' | 'net', of = payments) =>
    of.reduce((total, payment) => total + toUnits(payment[key], 2), 0n)
  const about = { source: 'payroll', reference: month } as const
  const earned: Journal = {
    ...about,
    journalNo: `W-${month}`,
    postedOn: payments
      .map(({ periodEnd }) => periodEnd)
      .sort()
      .at(-1)!,
    description: 'Wages earned',
    lines: [
      ['6000', sum('gross')],
      ['2200', -sum('tax')],
      ['2100', -sum('net')],
    ],
  }
  const paid = payments.filter(({ paidOn }) => paidOn)
  if (paid.length === 0) return [earned]
  const lines: Journal['lines'] = [
    ['2100', sum('net', paid)],
    ['1000', -sum('net', paid)],
  ]
  return [
    earned,
    { ...about, journalNo: `X-${month}`, postedOn: paid[0]!.paidOn!, description: 'Wages paid', lines },
  ]
}

function journalsOfCampaign({ campaignNo, name, status, endsOn, spent }: Campaign): Journal[] {
  if (status !== 'finished') return []
  const cents = toUnits(spent, 2)
  const lines: Journal['lines'] = [
    ['6200', cents],
    ['1000', -cents],
  ]
  const about = { source: 'campaign', reference: campaignNo, description: name } as const
  return [{ ...about, journalNo: campaignNo, postedOn: endsOn, lines }]
}
