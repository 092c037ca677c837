import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { NewForecastForm } from '#src/features/forecasting/components/form/new-forecast-form.tsx'
import { choicesFor } from '#src/features/forecasting/series/choices.ts'
import { pageContext } from '../../../page-context.ts'

export const metadata: Metadata = { title: 'New forecast' }

export default async function NewForecastPage() {
  const { principal } = await pageContext('/insights/forecasts/new')
  if (!principal.permissions.has('analytics.manage')) notFound()
  return (
    <>
      <PageHeader
        above={<BackLink href="/insights/forecasts" label="Forecasts" />}
        title="New forecast"
        description="It learns from your own data alone, and shows how sure it is."
      />
      <NewForecastForm {...choicesFor(principal)} />
    </>
  )
}
