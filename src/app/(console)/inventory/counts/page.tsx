import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CountsPage } from '#src/features/inventory/components/counts/counts-page.tsx'
import { listCounts } from '#src/features/inventory/counts/queries/list-counts.ts'
import { readPage } from '#src/features/inventory/page-queries.ts'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Stock counts' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function StockCountsPage({ searchParams }: Props) {
  const context = await pageContext('/inventory/counts')
  const { permissions } = context.principal
  if (!permissions.has('inventory.read')) notFound()
  const { items, pagination } = await listCounts.execute(context, { page: readPage(await searchParams) })
  return (
    <CountsPage
      counts={items}
      page={pagination.page}
      pages={pagination.pages}
      mayCount={permissions.has('stock.count')}
    />
  )
}
