import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
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
        above={<BackLink href={`/suppliers/${supplier.id}`} label={supplier.name} />}
        title={`Edit ${supplier.name}`}
      />
      <SupplierForm supplier={supplier} />
    </>
  )
}
