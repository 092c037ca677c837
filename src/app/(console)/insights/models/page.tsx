import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { readPageNumber } from '#src/features/forecasting/record/page-query.ts'
import { ModelsPage } from '#src/features/supplier-performance/components/models/models-page.tsx'
import { listModels } from '#src/features/supplier-performance/queries/list-models.ts'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Models' }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ModelsListPage({ searchParams }: Props) {
  const page = readPageNumber(await searchParams)
  const context = await pageContext('/insights/models')
  const { permissions } = context.principal
  if (!permissions.has('analytics.read')) notFound()
  const { items, pagination } = await listModels.execute(context, { page, limit: 10 })
  return (
    <ModelsPage
      models={items}
      page={page}
      pages={pagination.pages}
      mayManage={permissions.has('analytics.manage')}
    />
  )
}
