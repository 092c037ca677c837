import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { OrderForm } from '#src/features/purchasing/components/form/order-form.tsx'
import { isChangeable } from '#src/features/purchasing/orders/moves.ts'
import { getPurchaseOrder } from '#src/features/purchasing/queries/get-order.ts'
import { orNotFound, pageContext } from '../../../page-context.ts'
import { formChoices } from '../../form-choices.ts'

export const metadata: Metadata = { title: 'Edit order' }

export default async function EditOrderPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const context = await pageContext(`/orders/${id}/edit`)
  if (!context.principal.permissions.has('orders.write')) notFound()
  const order = await getPurchaseOrder.execute(context, { id }).catch(orNotFound)
  if (!isChangeable(order.status)) notFound()
  const choices = await formChoices(context)
  const { supplier_id: value, supplier_name: label, currency } = order
  const suppliers = [{ value, label, currency }, ...choices.suppliers.filter((one) => one.value !== value)]
  return (
    <>
      <PageHeader
        above={<BackLink href={`/orders/${id}`} label={order.order_no} />}
        title={`Edit ${order.order_no}`}
        description={order.status === 'draft' ? undefined : 'Your changes submit it for approval again.'}
      />
      <OrderForm {...choices} suppliers={suppliers} order={order} />
    </>
  )
}
