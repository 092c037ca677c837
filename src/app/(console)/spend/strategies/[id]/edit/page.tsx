import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { StrategyForm } from '#src/features/scouting/components/strategies/strategy-form.tsx'
import { getStrategy } from '#src/features/scouting/queries/get-strategy.ts'
import { orNotFound, pageContext } from '../../../../page-context.ts'

export const metadata: Metadata = { title: 'Change a strategy' }

type Props = { params: Promise<{ id: string }> }

export default async function EditStrategyPage({ params }: Props) {
  const { id } = await params
  const context = await pageContext(`/spend/strategies/${id}/edit`)
  if (!context.principal.permissions.has('trading.strategies.update')) notFound()
  const strategy = await getStrategy.execute(context, { id }).catch(orNotFound)
  if (strategy.status === 'archived') notFound()
  return (
    <>
      <PageHeader
        above={<BackLink href={`/spend/strategies/${id}`} label={strategy.name} />}
        title="Change the strategy"
        description="What you save is a new version, which holds from the next choice on."
      />
      <StrategyForm strategy={strategy} currencies={[strategy.rules.currency]} />
    </>
  )
}
