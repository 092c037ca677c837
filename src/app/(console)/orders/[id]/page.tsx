import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { OrderPage } from '#src/features/purchasing/components/order/order-page.tsx'
import { isChangeable } from '#src/features/purchasing/orders/moves.ts'
import { todayOf } from '#src/features/purchasing/orders/today.ts'
import { getPurchaseOrder } from '#src/features/purchasing/queries/get-order.ts'
import { listDeliveries } from '#src/features/purchasing/queries/list-deliveries.ts'
import { OrderRiskCard } from '#src/features/supplier-performance/components/cards/risk-card.tsx'
import { getOrderPrediction } from '#src/features/supplier-performance/queries/get-order-prediction.ts'
import { orNotFound, pageContext } from '../../page-context.ts'

interface Props {
  params: Promise<{ id: string }>
}

const load = cache(async (id: string) => {
  const context = await pageContext(`/orders/${id}`)
  const { permissions } = context.principal
  if (!permissions.has('orders.read')) notFound()
  const order = await getPurchaseOrder.execute(context, { id }).catch(orNotFound)
  const deliveries = await listDeliveries.execute(context, { order_no: order.order_no, limit: 100 })
  const risk = permissions.has('analytics.read')
    ? await getOrderPrediction.execute(context, { id })
    : undefined
  return {
    order,
    risk,
    deliveries: deliveries.items,
    mayChange: permissions.has('orders.write') && isChangeable(order.status),
    today: todayOf(context.principal),
  }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load((await params).id)).order.order_no }
}

export default async function OneOrderPage({ params }: Props) {
  const { risk, ...rest } = await load((await params).id)
  return <OrderPage {...rest} risk={risk ? <OrderRiskCard lines={risk.lines} /> : null} />
}
