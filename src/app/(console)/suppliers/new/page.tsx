import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { SupplierForm } from '#src/features/suppliers/components/form/supplier-form.tsx'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'New supplier' }

export default async function NewSupplierPage() {
  const { principal } = await pageContext('/suppliers/new')
  if (!principal.permissions.has('suppliers.write')) notFound()
  return (
    <>
      <PageHeader
        above={<BackLink href="/data/suppliers" label="Suppliers" />}
        title="New supplier"
        description="It is pending until someone makes it active."
      />
      <SupplierForm />
    </>
  )
}
