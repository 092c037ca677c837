import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { TradePage } from '#src/features/spend/components/trade/trade-page.tsx'
import { getTrade } from '#src/features/spend/queries/get-trade.ts'
import { orNotFound, pageContext } from '../../../page-context.ts'

export const metadata: Metadata = { title: 'Trade' }

type Props = { params: Promise<{ id: string }> }

export default async function SpendTradePage({ params }: Props) {
  const { id } = await params
  const context = await pageContext(`/spend/trades/${id}`)
  const { permissions } = context.principal
  if (!permissions.has('trading.read')) notFound()
  const trade = await getTrade.execute(context, { id }).catch(orNotFound)
  return <TradePage trade={trade} mayApprove={permissions.has('trading.approve')} />
}
