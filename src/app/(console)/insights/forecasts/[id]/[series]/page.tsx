import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { SeriesPage } from '#src/features/forecasting/components/series/series-page.tsx'
import { getForecast } from '#src/features/forecasting/queries/get.ts'
import { getSeries } from '#src/features/forecasting/queries/get-series.ts'
import { orNotFound, pageContext } from '../../../../page-context.ts'

interface Props {
  params: Promise<{ id: string; series: string }>
}

const load = cache(async (id: string, series: string) => {
  const context = await pageContext(`/insights/forecasts/${id}/${series}`)
  if (!context.principal.permissions.has('analytics.read')) notFound()
  return {
    run: await getForecast.execute(context, { id }).catch(orNotFound),
    series: await getSeries.execute(context, { id, series }).catch(orNotFound),
  }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, series } = await params
  return { title: (await load(id, series)).series.label }
}

export default async function ForecastSeriesPage({ params }: Props) {
  const { id, series } = await params
  return <SeriesPage {...(await load(id, series))} />
}
