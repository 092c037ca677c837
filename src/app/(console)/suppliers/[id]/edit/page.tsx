import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { PageHeader } from '#src/components/page-header.tsx'
import { BackToSuppliers } from '#src/features/suppliers/components/back-to-suppliers.tsx'
import { SupplierForm } from '#src/features/suppliers/components/form/supplier-form.tsx'
import { getSupplier } from '#src/features/suppliers/queries/get.ts'
import { orNotFound, pageContext } from '../../../page-context.ts'

interface Props {
  params: Promise<{ id: string }>
}

const load = cache(async (id: string) => {
  const context = await pageContext(`/suppliers/${id}/edit`)
  if (!context.principal.permissions.has('suppliers.write')) notFound()
  return getSupplier.execute(context, { id }).catch(orNotFound)
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await load((await params).id)
  return { title: `Edit ${name}` }
}

export default async function EditSupplierPage({ params }: Props) {
  const supplier = await load((await params).id)
  return (
    <>
      <PageHeader
        above={<BackToSuppliers href={`/suppliers/${supplier.id}`} label={supplier.name} />}
        title={`Edit ${supplier.name}`}
      />
      <SupplierForm supplier={supplier} />
    </>
  )
}
