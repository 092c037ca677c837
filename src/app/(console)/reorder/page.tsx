import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { listLocations } from '#src/features/inventory/queries/list-locations.ts'
import { ReorderPage } from '#src/features/purchasing/components/reorder/reorder-page.tsx'
import { todayOf } from '#src/features/purchasing/orders/today.ts'
import { listReorder } from '#src/features/purchasing/queries/list-reorder.ts'
import { pageContext } from '../page-context.ts'

export const metadata: Metadata = { title: 'Reorder' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SuggestionsPage({ searchParams }: Props) {
  const page = Math.min(Math.max(Number((await searchParams).page) || 1, 1), 10_000)
  const context = await pageContext('/reorder')
  const { permissions } = context.principal
  if (!permissions.has('orders.read')) notFound()
  const { items, pagination } = await listReorder.execute(context, { page: Math.floor(page) })
  const { items: locations } = await listLocations.execute(context, { limit: 500 })
  return (
    <ReorderPage
      suggestions={items}
      locations={locations
        .filter(({ kind }) => kind === 'warehouse' || kind === 'shop')
        .map(({ id, name }) => ({ value: id, label: name }))}
      page={pagination.page}
      pages={pagination.pages}
      total={pagination.total}
      mayOrder={permissions.has('orders.write')}
      today={todayOf(context.principal)}
    />
  )
}
