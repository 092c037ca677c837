import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RunsPage } from '#src/features/forecasting/components/runs/runs-page.tsx'
import { listForecasts } from '#src/features/forecasting/queries/list.ts'
import { readPageNumber } from '#src/features/forecasting/record/page-query.ts'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Forecasts' }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ForecastsPage({ searchParams }: Props) {
  const page = readPageNumber(await searchParams)
  const context = await pageContext('/insights/forecasts')
  const { permissions } = context.principal
  if (!permissions.has('analytics.read')) notFound()
  const { items, pagination } = await listForecasts.execute(context, { page })
  return (
    <RunsPage
      runs={items}
      page={page}
      pages={pagination.pages}
      mayManage={permissions.has('analytics.manage')}
    />
  )
}
