import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ItemPage } from '#src/features/inventory/components/item/item-page.tsx'
import { readPage } from '#src/features/inventory/page-queries.ts'
import { getCommitments } from '#src/features/inventory/queries/get-commitments.ts'
import { getItem } from '#src/features/inventory/queries/get-item.ts'
import { listLocations } from '#src/features/inventory/queries/list-locations.ts'
import { listMovements } from '#src/features/inventory/queries/list-movements.ts'
import { orNotFound, pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Item' }

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function InventoryItemPage({ params, searchParams }: Props) {
  const { id } = await params
  const context = await pageContext(`/inventory/${id}`)
  const { permissions } = context.principal
  if (!permissions.has('inventory.read')) notFound()
  const item = await getItem.execute(context, { id }).catch(orNotFound)
  const ledger = await listMovements.execute(context, { id, page: readPage(await searchParams) })
  const { items: locations } = await listLocations.execute(context, { limit: 500 })
  return (
    <ItemPage
      item={item}
      locations={locations.map(({ id: value, name }) => ({ value, label: name }))}
      movements={ledger.items}
      page={ledger.pagination.page}
      pages={ledger.pagination.pages}
      {...(await getCommitments.execute(context, { id }))}
      mayPost={permissions.has('stock.post')}
    />
  )
}
