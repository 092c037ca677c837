import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { OpportunitiesPage } from '#src/features/scouting/components/opportunities/opportunities-page.tsx'
import { readOpportunitiesQuery } from '#src/features/scouting/console/page-queries.ts'
import { checkOpportunities } from '#src/features/scouting/queries/check-opportunities.ts'
import { listOpportunities } from '#src/features/scouting/queries/list-opportunities.ts'
import { listLimits } from '#src/features/spend/queries/list-limits.ts'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Opportunities' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SpendOpportunitiesPage({ searchParams }: Props) {
  const query = readOpportunitiesQuery(await searchParams)
  const context = await pageContext('/spend/opportunities')
  const { permissions } = context.principal
  if (!permissions.has('trading.read')) notFound()
  const { items, pagination } = await listOpportunities.execute(context, query)
  const limits = await listLimits.execute(context, { limit: 100 })
  return (
    <OpportunitiesPage
      opportunities={items}
      verdicts={query.status === 'open' ? await checkOpportunities(context, items) : {}}
      status={query.status}
      page={pagination.page}
      pages={pagination.pages}
      currencies={limits.items.filter(({ scope }) => scope === 'tenant').map(({ currency }) => currency)}
      mayTake={permissions.has('trading.create')}
    />
  )
}
