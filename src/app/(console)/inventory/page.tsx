import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ItemsPage } from '#src/features/inventory/components/items/items-page.tsx'
import { readItemsQuery } from '#src/features/inventory/page-queries.ts'
import { listItems } from '#src/features/inventory/queries/list-items.ts'
import { pageContext } from '../page-context.ts'

export const metadata: Metadata = { title: 'Inventory' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function InventoryPage({ searchParams }: Props) {
  const query = readItemsQuery(await searchParams)
  const context = await pageContext('/inventory')
  if (!context.principal.permissions.has('inventory.read')) notFound()
  const { items, pagination } = await listItems.execute(context, query)
  const { page, pages, total } = pagination
  return (
    <ItemsPage
      items={items}
      search={query.search ?? ''}
      status={query.status}
      page={page}
      pages={pages}
      total={total}
    />
  )
}
