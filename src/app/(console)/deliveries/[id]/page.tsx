import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { DeliveryPage } from '#src/features/purchasing/components/delivery/delivery-page.tsx'
import { getOneDelivery } from '#src/features/purchasing/queries/get-delivery.ts'
import { orNotFound, pageContext } from '../../page-context.ts'

interface Props {
  params: Promise<{ id: string }>
}

const load = cache(async (id: string) => {
  const context = await pageContext(`/deliveries/${id}`)
  if (!context.principal.permissions.has('orders.read')) notFound()
  return getOneDelivery.execute(context, { id }).catch(orNotFound)
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load((await params).id)).delivery_no }
}

export default async function OneDeliveryPage({ params }: Props) {
  return <DeliveryPage delivery={await load((await params).id)} />
}
