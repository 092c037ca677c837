import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { StrategiesPage } from '#src/features/scouting/components/strategies/strategies-page.tsx'
import { readStrategiesQuery } from '#src/features/scouting/console/page-queries.ts'
import { listStrategies } from '#src/features/scouting/queries/list-strategies.ts'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Strategies' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SpendStrategiesPage({ searchParams }: Props) {
  const query = readStrategiesQuery(await searchParams)
  const context = await pageContext('/spend/strategies')
  const { permissions } = context.principal
  if (!permissions.has('trading.read')) notFound()
  const { items, pagination } = await listStrategies.execute(context, query)
  return (
    <StrategiesPage
      strategies={items}
      status={query.status}
      page={pagination.page}
      pages={pagination.pages}
      mayChange={permissions.has('trading.strategies.update')}
    />
  )
}
