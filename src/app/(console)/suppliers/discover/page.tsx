import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '#src/components/page-header.tsx'
import { DiscoverPage } from '#src/features/suppliers/components/discover/discover-page.tsx'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Find a supplier' }

export default async function DiscoverSuppliersPage() {
  const { principal } = await pageContext('/suppliers/discover')
  if (!principal.permissions.has('suppliers.read')) notFound()
  return (
    <>
      <PageHeader
        title="Find a supplier"
        description="Active suppliers with a price for what you need, ranked by what is on record."
      />
      <DiscoverPage />
    </>
  )
}
