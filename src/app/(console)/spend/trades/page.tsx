import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { TradesPage } from '#src/features/spend/components/trades/trades-page.tsx'
import { readTradesQuery } from '#src/features/spend/console/page-queries.ts'
import { listLimits } from '#src/features/spend/queries/list-limits.ts'
import { listTrades } from '#src/features/spend/queries/list-trades.ts'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Trades' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SpendTradesPage({ searchParams }: Props) {
  const query = readTradesQuery(await searchParams)
  const context = await pageContext('/spend/trades')
  if (!context.principal.permissions.has('trading.read')) notFound()
  const { items, pagination } = await listTrades.execute(context, query)
  const limits = await listLimits.execute(context, { limit: 100 })
  const currencies = limits.items.filter(({ scope }) => scope === 'tenant').map(({ currency }) => currency)
  return (
    <TradesPage
      trades={items}
      status={query.status}
      page={pagination.page}
      pages={pagination.pages}
      currencies={currencies}
    />
  )
}
