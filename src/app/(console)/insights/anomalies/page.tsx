import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { listAnomaliesInput } from '#src/features/forecasting/anomalies/schema.ts'
import { AnomaliesPage } from '#src/features/forecasting/components/anomalies/anomalies-page.tsx'
import { getPrecision } from '#src/features/forecasting/queries/get-precision.ts'
import { listAnomalies } from '#src/features/forecasting/queries/list-anomalies.ts'
import { readPageNumber } from '#src/features/forecasting/record/page-query.ts'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Anomalies' }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function AnomaliesListPage({ searchParams }: Props) {
  const parameters = await searchParams
  const page = readPageNumber(parameters)
  const status = listAnomaliesInput.shape.status.safeParse([parameters.status].flat()[0]).data ?? 'new'
  const context = await pageContext('/insights/anomalies')
  const { permissions } = context.principal
  if (!permissions.has('analytics.read')) notFound()
  const { items, pagination } = await listAnomalies.execute(context, { status, page })
  return (
    <AnomaliesPage
      anomalies={items}
      status={status}
      precision={await getPrecision.execute(context, {})}
      page={page}
      pages={pagination.pages}
      mayDecide={permissions.has('analytics.manage')}
    />
  )
}
