import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { RunPage } from '#src/features/forecasting/components/runs/run-page.tsx'
import { getForecast } from '#src/features/forecasting/queries/get.ts'
import { listSeries } from '#src/features/forecasting/queries/list-series.ts'
import { readPageNumber } from '#src/features/forecasting/record/page-query.ts'
import { orNotFound, pageContext } from '../../../page-context.ts'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const load = cache(async (id: string) => {
  const context = await pageContext(`/insights/forecasts/${id}`)
  if (!context.principal.permissions.has('analytics.read')) notFound()
  return { context, run: await getForecast.execute(context, { id }).catch(orNotFound) }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load((await params).id)).run.name }
}

export default async function ForecastPage({ params, searchParams }: Props) {
  const { id } = await params
  const page = readPageNumber(await searchParams)
  const { context, run } = await load(id)
  const { items, pagination } = await listSeries.execute(context, { id, page })
  return (
    <RunPage
      run={run}
      series={items}
      page={page}
      pages={pagination.pages}
      mayManage={context.principal.permissions.has('analytics.manage')}
    />
  )
}
