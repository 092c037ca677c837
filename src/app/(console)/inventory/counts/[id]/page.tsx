import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CountPage } from '#src/features/inventory/components/count/count-page.tsx'
import { readLinesQuery } from '#src/features/inventory/counts/lines/page-queries.ts'
import { getCount } from '#src/features/inventory/counts/queries/get-count.ts'
import { listCountLines } from '#src/features/inventory/counts/queries/list-count-lines.ts'
import { orNotFound, pageContext } from '../../../page-context.ts'

export const metadata: Metadata = { title: 'Stock count' }

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function StockCountPage({ params, searchParams }: Props) {
  const { id } = await params
  const context = await pageContext(`/inventory/counts/${id}`)
  const { permissions } = context.principal
  if (!permissions.has('inventory.read')) notFound()
  const count = await getCount.execute(context, { id }).catch(orNotFound)
  const usual = count.differing === null ? 'uncounted' : 'differing'
  const { state, page, filter } = readLinesQuery(await searchParams, usual)
  const { items, pagination } = await listCountLines
    .execute(context, { id, page, limit: 20, ...filter })
    .catch(orNotFound)
  return (
    <CountPage
      count={count}
      lines={items}
      state={state}
      page={pagination.page}
      pages={pagination.pages}
      mayCount={permissions.has('stock.count')}
    />
  )
}
