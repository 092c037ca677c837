import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { SupplierPage } from '#src/features/suppliers/components/supplier/supplier-page.tsx'
import { getSupplier } from '#src/features/suppliers/queries/get.ts'
import { orNotFound, pageContext } from '../../page-context.ts'

interface Props {
  params: Promise<{ id: string }>
}

const load = cache(async (id: string) => {
  const context = await pageContext(`/suppliers/${id}`)
  const { permissions } = context.principal
  if (!permissions.has('suppliers.read')) notFound()
  const supplier = await getSupplier.execute(context, { id, include: 'contacts,items' }).catch(orNotFound)
  return { supplier, mayWrite: permissions.has('suppliers.write') }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { supplier } = await load((await params).id)
  return { title: supplier.name }
}

export default async function OneSupplierPage({ params }: Props) {
  return <SupplierPage {...(await load((await params).id))} />
}
