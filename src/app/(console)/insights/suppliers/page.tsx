import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { readPageNumber } from '#src/features/forecasting/record/page-query.ts'
import { PerformancePage } from '#src/features/supplier-performance/components/page/performance-page.tsx'
import { getStanding } from '#src/features/supplier-performance/queries/get-standing.ts'
import { getSuppliersAtRisk } from '#src/features/supplier-performance/queries/get-suppliers-at-risk.ts'
import { listPredictions } from '#src/features/supplier-performance/queries/list-predictions.ts'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Supplier performance' }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function SupplierPerformancePage({ searchParams }: Props) {
  const page = readPageNumber(await searchParams)
  const context = await pageContext('/insights/suppliers')
  const { permissions } = context.principal
  if (!permissions.has('analytics.read')) notFound()
  const { items, pagination } = await listPredictions.execute(context, { page, limit: 10 })
  const { suppliers } = await getSuppliersAtRisk.execute(context, {})
  return (
    <PerformancePage
      standing={await getStanding.execute(context, {})}
      suppliers={suppliers}
      predictions={items}
      page={page}
      pages={pagination.pages}
      mayManage={permissions.has('analytics.manage')}
    />
  )
}
