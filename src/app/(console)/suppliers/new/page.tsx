import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '#src/components/page-header.tsx'
import { BackToSuppliers } from '#src/features/suppliers/components/back-to-suppliers.tsx'
import { SupplierForm } from '#src/features/suppliers/components/form/supplier-form.tsx'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'New supplier' }

export default async function NewSupplierPage() {
  const { principal } = await pageContext('/suppliers/new')
  if (!principal.permissions.has('suppliers.write')) notFound()
  return (
    <>
      <PageHeader
        above={<BackToSuppliers />}
        title="New supplier"
        description="It is pending until somebody makes it active."
      />
      <SupplierForm />
    </>
  )
}
