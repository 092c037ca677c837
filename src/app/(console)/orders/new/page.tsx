import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { OrderForm } from '#src/features/purchasing/components/form/order-form.tsx'
import { pageContext } from '../../page-context.ts'
import { formChoices } from '../form-choices.ts'

export const metadata: Metadata = { title: 'New order' }

export default async function NewOrderPage() {
  const context = await pageContext('/orders/new')
  if (!context.principal.permissions.has('orders.write')) notFound()
  return (
    <>
      <PageHeader
        above={<BackLink href="/data/purchase_orders" label="Purchase orders" />}
        title="New order"
        description="It is a draft until you submit it."
      />
      <OrderForm {...(await formChoices(context))} />
    </>
  )
}
