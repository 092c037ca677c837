import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { StrategyForm } from '#src/features/scouting/components/strategies/strategy-form.tsx'
import { listLimits } from '#src/features/spend/queries/list-limits.ts'
import { pageContext } from '../../../page-context.ts'

export const metadata: Metadata = { title: 'New strategy' }

export default async function NewStrategyPage() {
  const context = await pageContext('/spend/strategies/new')
  if (!context.principal.permissions.has('trading.strategies.update')) notFound()
  const { items } = await listLimits.execute(context, { limit: 100 })
  return (
    <>
      <PageHeader
        above={<BackLink href="/spend/strategies" label="Strategies" />}
        title="New strategy"
        description="It is a draft until you activate it."
      />
      <StrategyForm
        currencies={items.filter(({ scope }) => scope === 'tenant').map(({ currency }) => currency)}
      />
    </>
  )
}
