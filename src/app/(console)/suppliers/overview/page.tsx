import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '#src/components/page-header.tsx'
import { OverviewPage } from '#src/features/suppliers/components/overview/overview-page.tsx'
import { getMetrics } from '#src/features/suppliers/queries/metrics.ts'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Supplier overview' }

export default async function SupplierOverviewPage() {
  const context = await pageContext('/suppliers/overview')
  if (!context.principal.permissions.has('suppliers.read')) notFound()
  const metrics = await getMetrics.execute(context, {})
  return (
    <>
      <PageHeader
        title="Supplier overview"
        description="Who your suppliers are, and which of your items they cover today."
      />
      <OverviewPage metrics={metrics} />
    </>
  )
}
