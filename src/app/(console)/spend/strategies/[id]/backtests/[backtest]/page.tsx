import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BacktestPage } from '#src/features/scouting/components/backtests/backtest-page.tsx'
import { getBacktest } from '#src/features/scouting/queries/get-backtest.ts'
import { getStrategy } from '#src/features/scouting/queries/get-strategy.ts'
import { orNotFound, pageContext } from '../../../../../page-context.ts'

export const metadata: Metadata = { title: 'Back-test' }

type Props = { params: Promise<{ id: string; backtest: string }> }

export default async function SpendBacktestPage({ params }: Props) {
  const { id, backtest } = await params
  const context = await pageContext(`/spend/strategies/${id}/backtests/${backtest}`)
  if (!context.principal.permissions.has('trading.read')) notFound()
  return (
    <BacktestPage
      strategy={await getStrategy.execute(context, { id }).catch(orNotFound)}
      backtest={await getBacktest.execute(context, { id, backtest }).catch(orNotFound)}
    />
  )
}
