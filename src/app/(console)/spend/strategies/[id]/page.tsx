import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { StrategyPage } from '#src/features/scouting/components/strategies/strategy-page.tsx'
import { getStrategy } from '#src/features/scouting/queries/get-strategy.ts'
import { listBacktests } from '#src/features/scouting/queries/list-backtests.ts'
import { listStrategyVersions } from '#src/features/scouting/queries/list-strategy-versions.ts'
import { orNotFound, pageContext } from '../../../page-context.ts'

export const metadata: Metadata = { title: 'Strategy' }

type Props = { params: Promise<{ id: string }> }

export default async function SpendStrategyPage({ params }: Props) {
  const { id } = await params
  const context = await pageContext(`/spend/strategies/${id}`)
  const { permissions } = context.principal
  if (!permissions.has('trading.read')) notFound()
  const strategy = await getStrategy.execute(context, { id }).catch(orNotFound)
  const versions = await listStrategyVersions.execute(context, { id })
  const backtests = await listBacktests.execute(context, { id, limit: 10 })
  return (
    <StrategyPage
      strategy={strategy}
      versions={versions.items}
      backtests={backtests.items}
      mayChange={permissions.has('trading.strategies.update')}
    />
  )
}
