import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '#src/components/page-header.tsx'
import { PeriodChoice } from '#src/features/exports/components/statistics/period-choice.tsx'
import { StatisticsPage } from '#src/features/exports/components/statistics/statistics-page.tsx'
import { dayIn } from '#src/features/exports/statistics/period.ts'
import { readPeriod } from '#src/features/exports/statistics/schema.ts'
import { getAnalytics } from '#src/features/exports/statistics/service.ts'
import { pageContext } from '../../page-context.ts'
import { labelsFor } from '../page-data.ts'

export const metadata: Metadata = { title: 'Statistics' }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ExportStatisticsPage({ searchParams }: Props) {
  const context = await pageContext('/exports/statistics')
  const { permissions, timeZone } = context.principal
  if (!permissions.has('exports.analytics.read')) notFound()
  const found = await getAnalytics.execute(context, readPeriod(await searchParams))
  const { date_from, date_to } = found.period
  return (
    <>
      <PageHeader title="Statistics" description={`Days follow the time zone ${timeZone}.`} />
      <PeriodChoice
        key={`${date_from} ${date_to}`}
        from={date_from}
        to={date_to}
        today={dayIn(new Date(), timeZone)}
      />
      <StatisticsPage found={found} labels={await labelsFor(context)} />
    </>
  )
}
