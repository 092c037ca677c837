import { db } from '#src/lib/db/index.ts'
import { requireTimeZone } from '#src/lib/db/time-zones.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { openRows } from '../connections/service.ts'
import type { RowPlan } from '../rows/plan.ts'
import { planList } from '../rows/plan-list.ts'
import { estimatePlanned, readTexts, readWithin, setSessionFormats } from '../rows/repository.ts'
import type { VisibleColumn } from '../rows/rights.ts'
import { type RowSums, rowSums, sumRowsInput } from '../rows/schema.ts'
import { compileAggregate } from '../rows/sql.ts'

/** A page that waits for its sums is slower than one that says it estimates. */
const milliseconds = 150
const exactMilliseconds = 10_000
const mostSeconds = exactMilliseconds / 1000 + 2

export const sumRows = defineQuery({
  name: 'datasets.sum_rows',
  summary:
    'How many rows match the filters and the exact sums of their numeric columns; an estimate, marked as one, when counting takes longer than a moment.',
  permission: 'datasets.read',
  input: sumRowsInput,
  output: rowSums,
  longReadSeconds: mostSeconds,
  elsewhere: ({ context, input }) => openRows(context.principal, input.key, mostSeconds),
  async run({ context, tx, input }) {
    const plan = planList(context.principal, input)
    await requireTimeZone(db, plan.timeZone, 'time_zone')
    await setSessionFormats(tx, plan.timeZone)
    return {
      ...(await totalsOf(tx, plan, input.exact === 'true' ? exactMilliseconds : milliseconds)),
      filters_in_words: plan.filtersInWords,
    }
  },
})

async function totalsOf(tx: Tx, plan: RowPlan, limit: number): Promise<Omit<RowSums, 'filters_in_words'>> {
  const summed = plan.columns.filter(addsUp)
  const currency = currencyOf(plan)
  const expressions = [
    'count(*)',
    currency ? `min(${currency}) = max(${currency})` : 'true',
    ...summed.map(({ sql }) => `sum(${sql})`),
  ]
  const aggregate = compileAggregate(plan, expressions)
  const found = await readWithin(tx, limit, () => readTexts(tx, aggregate))
  if (!found) {
    const rows = await estimatePlanned(tx, plan)
    return { rows, is_exact: false, sums: {}, unsummed: unsummed(summed, 'too_many_rows') }
  }
  const [count, isOneCurrency, ...sums] = found[0]!
  const isAddable = ({ type }: VisibleColumn) => type !== 'money' || isOneCurrency !== 'f'
  return {
    rows: Number(count),
    is_exact: true,
    sums: Object.fromEntries(
      summed.flatMap((column, index) => (isAddable(column) ? [[column.key, sums[index] ?? null]] : [])),
    ),
    unsummed: unsummed(
      summed.filter((column) => !isAddable(column)),
      'several_currencies',
    ),
  }
}

function addsUp({ type, masked, addsUp = true }: VisibleColumn): boolean {
  return addsUp && !masked && (type === 'integer' || type === 'decimal' || type === 'money')
}

/** Where rows name their currency, amounts of different ones have no sum. */
function currencyOf({ dataset }: RowPlan): string | undefined {
  return dataset.columns.find(({ key }) => key === 'currency')?.sql
}

function unsummed(columns: VisibleColumn[], reason: RowSums['unsummed'][string]): RowSums['unsummed'] {
  return Object.fromEntries(columns.map(({ key }) => [key, reason]))
}
